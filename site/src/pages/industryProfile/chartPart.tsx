import { Figure, type FigureProps } from '../../charts/figure.tsx';
import { LineChart, type Line } from '../../charts/lineChart.tsx';
import { styles } from '../../charts/palette.ts';
import { RankedBars } from '../../charts/rankedBars.tsx';
import { signedPercent } from '../../core/format.ts';
import { along, csvOf, figure, keysOf, marksOf, sourceName, usual, type ProfileChart, type ProfileSeries } from '../../core/profile.ts';
import type { Mark, Meta, Row } from '../../core/types.ts';
import { LinesTable } from '../../ui/seriesTable.tsx';
import { Table } from '../../ui/table.tsx';
import { Origin } from './sectionPart.tsx';

const words: Readonly<Record<string, string>> = { A: '', P: 'preliminary', F: 'forecast' };

/** A chart of the profile in the frame of all charts. */
export function ChartPart({ chart, meta }: { chart: ProfileChart; meta: Meta }) {
  const { series, unit, kind } = chart, title = usual(chart.title);
  const names = new Set(series.map((s) => sourceName(s.source)));
  const frame: Omit<FigureProps, 'table' | 'children'> = {
    id: `profile-${chart.id}`, title, subtitle: capital(unit), inSection: true, allCsv: csvOf(series[0]!.url),
    meta: { ...meta, sources: [...names].map((name) => ({ id: name, name, url: '' })) },
    shown: {
      columns: ['series', kind === 'line' ? 'period' : 'name', 'value', 'low', 'high', 'status'],
      rows: series.flatMap((s) => {
        const marks = marksOf(s.keys, s);
        return s.keys.map((key, i): Row => ({
          series: s.name, [kind === 'line' ? 'period' : 'name']: key, value: s.values[i] ?? null, low: s.low?.[i] ?? null, high: s.high?.[i] ?? null, status: words[marks[i]!] || 'as published',
        }));
      }),
    },
    notes: (
      <details class="from">
        <summary>Where this comes from</summary>
        <ul>{series.map((s) => <li key={s.name}><Origin url={s.url} source={s.source} title={`${s.name}, ${title}`} /></li>)}</ul>
      </details>
    ),
  };
  return kind === 'line' ? <Lines chart={chart} frame={frame} /> : <Bars chart={chart} frame={frame} />;
}

interface Part {
  chart: ProfileChart;
  frame: Omit<FigureProps, 'table' | 'children'>;
}

function Lines({ chart, frame }: Part) {
  const { series, format, unit } = chart, { title } = frame;
  const text = (value: number): string => figure(value, format);
  const keys = keysOf(chart);
  const style = styles(series.map((s) => s.name));
  const lines = series.map((s, n): Line => ({
    key: s.name, name: s.name, values: along(keys, s.keys, s.values), marks: marksOf(keys, s),
    // A forecast goes on with the line before it.
    style: style.get((s.low && n > 0 ? series[n - 1]! : s).name)!, ...(s.low && s.high ? { low: along(keys, s.keys, s.low), high: along(keys, s.keys, s.high) } : {}),
  }));
  return (
    <Figure {...frame} legend={lines} table={<LinesTable caption={`${title}, ${unit}`} periods={keys} frequency="M" lines={lines} text={text} letters="p: preliminary; f: forecast." />}>
      <LineChart
        label={`Line chart: ${title}, ${unit}. ${chart.text}`} periods={keys} frequency="M" lines={lines} fromZero={['tons', 'usd', 'count'].includes(format)}
        axis={(v) => (['index', 'money', 'ratio'].includes(format) && Number.isInteger(v) ? figure(v, 'count') : text(v))}
        tip={(l, i) => ({ name: l.name, value: l.values[i] == null ? '–' : text(l.values[i]!), note: note(l.marks[i], l.low?.[i], l.high?.[i], text) })}
      />
    </Figure>
  );
}

function note(mark: Mark | undefined, low: number | null | undefined, high: number | null | undefined, text: (value: number) => string): string {
  const word = words[mark ?? ''] ?? '';
  return low == null || high == null ? word : `${word}, four times in five between ${text(low)} and ${text(high)}`;
}

function Bars({ chart, frame }: Part) {
  const { series, format, unit } = chart, { title } = frame;
  const [main, before] = series as [ProfileSeries, ProfileSeries?];
  const text = (value: number): string => figure(value, format);
  const then = before && along(main.keys, before.keys, before.values);
  const against = (i: number): string => {
    const value = main.values[i], base = then?.[i];
    return value == null || base == null ? '' : `${before!.name}: ${text(base)}${base === 0 ? '' : `, ${signedPercent(value / base - 1)} since`}`;
  };
  const rows = main.keys.map((key, index) => ({ key, index }));
  return (
    <Figure
      {...frame} subtitle={`${frame.subtitle}${before ? `; filled: ${main.name}, hollow: ${before.name}` : ''}`}
      table={
        <Table
          caption={`${title}, ${unit}`} rows={rows} keyOf={(r) => r.key} first={24}
          columns={[
            { label: 'Name', heads: true, cell: (r) => r.key },
            ...series.map((s) => ({ label: s.name, numeric: true, cell: (r: (typeof rows)[number]) => valueText(along(main.keys, s.keys, s.values)[r.index], text) })),
          ]}
        />
      }
    >
      <RankedBars
        label={`Bar chart: ${title}, ${unit}. ${chart.text}`} text={text}
        bars={rows.map(({ key, index }) => ({ key, name: key, value: main.values[index] ?? 0, note: against(index), ...(then ? { before: then[index] ?? null } : {}) }))}
      />
    </Figure>
  );
}

const valueText = (value: number | null | undefined, text: (value: number) => string): string => (value == null ? '–' : text(value));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
