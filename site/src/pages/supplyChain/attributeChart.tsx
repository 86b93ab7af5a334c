import { useMemo } from 'preact/hooks';
import { EmptyChart } from '../../charts/emptyChart.tsx';
import { Figure } from '../../charts/figure.tsx';
import { LineChart, type Line } from '../../charts/lineChart.tsx';
import { styles } from '../../charts/palette.ts';
import { address, type Parameters } from '../../core/api.ts';
import { measures, percent } from '../../core/format.ts';
import { firstOpenMonth } from '../../core/periods.ts';
import { closedPart, otherKey, ranking, readFrame, shareOf, sizeOf, sumSeries, withOther } from '../../core/series.ts';
import type { Dense, Frame, Frequency, Mark, Measure } from '../../core/types.ts';
import type { Loaded } from '../../ui/useData.ts';
import { LinesTable, seriesRows } from '../../ui/seriesTable.tsx';

export interface Attribute {
  name: 'smelt' | 'cast';
  loaded: Loaded<Dense>;
  question: Parameters;
  product: string;
}

const most = 5;

/** Licenses stay the source of smelt and cast for good; what Census has published is closed all the same, the rest still changes. */
function withOpenMonths(frame: Frame, lastFinal: string | null): Frame {
  const isOpen = frame.periods.map((p) => p.length !== 7 || p[5] === 'Q' || lastFinal === null || p > lastFinal);
  const closed = (mark: Mark, i: number): Mark => (mark === 'P' && !isOpen[i] ? 'A' : mark);
  return { ...frame, series: frame.series.map((s) => ({ ...s, marks: s.marks.map(closed) })) };
}

/** One attribute of the metal over time: its largest countries and all others. */
export function AttributeChart({ name, loaded, question, product, state }: Attribute & { state: { measure: string; freq: string; show: string } }) {
  const measure = state.measure as Measure, frequency = state.freq as Frequency;
  const raw = useMemo(
    () => closedPart(readFrame(loaded.answer?.data ?? {}, name, ''), frequency, firstOpenMonth(loaded.answer?.meta.license_through ?? null)).frame,
    [loaded.answer, name],
  );
  const lastFinal = loaded.answer?.meta.last_final_period ?? null;
  const frame = useMemo(() => withOpenMonths(raw, lastFinal), [raw, lastFinal]);
  const keys = ranking(frame, measure, frequency === 'M' ? 12 : 1, 12).filter((r) => r.series.key !== otherKey).slice(0, most).map((r) => r.series.key);
  const series = withOther(frame, keys);
  const style = styles(series.map((s) => s.key));
  const isShare = state.show === 'share';
  const total = sumSeries(frame.series, 'total', 'All', frame.periods.length);
  const lines = series.map((s): Line => ({
    key: s.key, name: s.name, marks: s.marks, style: style.get(s.key)!,
    values: isShare ? shareOf(s[sizeOf(measure)], total[sizeOf(measure)]) : s[measure],
  }));
  const text = isShare ? percent : measures[measure].text;
  const unit = isShare ? `share of the ${sizeOf(measure) === 'value_usd' ? 'value' : 'tons'}, percent` : measures[measure].unit;
  const title = `U.S. imports of ${product}, by country of ${name}`;
  const subtitle = `${name === 'smelt' ? 'Largest smelt of new metal' : 'Last cast'}; ${unit}; from import licenses`;
  return (
    <Figure
      id={`by-${name}`} title={title} subtitle={subtitle} meta={loaded.answer?.meta ?? null} loading={loaded.loading} legend={lines}
      allCsv={address(`${name}.csv`, { ...question, from: '' })}
      shown={seriesRows(name, raw.periods, withOther(raw, keys), isShare ? { name: 'share', of: (s) => lines.find((l) => l.key === s.key)!.values } : undefined)}
      table={<LinesTable caption={subtitle} periods={frame.periods} frequency={frequency} lines={lines} text={text} />}
      notes={<p class="note">Hatched: months that Census has not published, whose licenses still change. Months that are not over are left out.</p>}
    >
      {lines.length === 0 ? <EmptyChart /> : (
        <LineChart
          label={`Line chart: ${title}. ${subtitle}`} periods={frame.periods} frequency={frequency} lines={lines} fromZero={isShare || measure !== 'unit_value_usd_per_t'}
          axis={isShare ? (v) => `${Math.round(v * 100)}%` : measures[measure].axis}
          tip={(l, i) => ({ name: l.name, value: l.values[i] == null ? '–' : text(l.values[i]!), note: l.marks[i] === 'P' ? 'preliminary' : '' })}
        />
      )}
    </Figure>
  );
}
