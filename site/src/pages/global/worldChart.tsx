import { EmptyChart } from '../../charts/emptyChart.tsx';
import { Figure } from '../../charts/figure.tsx';
import { LineChart, type Line } from '../../charts/lineChart.tsx';
import { styles } from '../../charts/palette.ts';
import { StackedBars } from '../../charts/stackedBars.tsx';
import { address } from '../../core/api.ts';
import { measures, plural, signedPercent } from '../../core/format.ts';
import { otherKey, readFrame, withOther } from '../../core/series.ts';
import type { Dense, Frame, Measure, Row, Series, Values } from '../../core/types.ts';
import { sideOfGap, worldMarks, type Told, type WorldState } from '../../core/world.ts';
import type { Loaded } from '../../ui/useData.ts';
import { LinesTable, seriesRows } from '../../ui/seriesTable.tsx';
import { frequencies } from '../imports/scope.ts';
import { Lacking, listed } from './lacking.tsx';
import { conditions, title as titleOf, type NameOf } from './scope.ts';

interface Props {
  frame: Frame;
  keys: readonly string[];
  state: WorldState;
  told: readonly Told[];
  loaded: Loaded<Dense>;
  query: Record<string, string>;
  nameOf: NameOf;
}

/** The main chart: some rows of the breakdown and the sum of all others. */
export function WorldChart({ frame, keys, state, told, loaded, query, nameOf }: Props) {
  const { periods } = frame;
  const isGap = state.basis === 'gap', isShare = isGap && state.show === 'share';
  // Unit values are of one side or the other.
  const measure: Measure = isGap && state.measure === 'unit_value_usd_per_t' ? 'quantity_t' : state.measure;
  const text = measures[measure];
  // Bars add up; gaps and unit values do not. As a line the sum of fifty others would press all lines that it is not to the ground.
  const stacked = state.chart === 'stack' && !isGap && measure !== 'unit_value_usd_per_t';
  const all = withOther(frame, keys), series = stacked ? all : all.filter((s) => s.key !== otherKey);
  const rows = new Map((loaded.answer?.data.series ?? []).map((row) => [String(row[state.by] ?? 'total'), row]));
  const side = (name: 'reported' | 'mirror'): Map<string, Values> =>
    new Map(isGap ? withOther(readFrame(sideOfGap(loaded.answer?.data ?? {}, name), state.by, ''), keys).map((s) => [s.key, s[measure]]) : []);
  const reported = side('reported'), mirror = side('mirror');
  const share = (s: Series): Values => s[measure].map((v, i) => (v === null || !reported.get(s.key)?.[i] ? null : v / reported.get(s.key)![i]!));
  // A row is one country's word by itself; any other is a sum of several.
  const isOwn = !isGap && state.by === (state.basis === 'mirror' ? 'partner' : 'reporter');
  const style = styles(series.map((s) => s.key));
  const lines = series.map((s): Line => ({
    key: s.key, name: s.name, style: style.get(s.key)!, values: isShare ? share(s) : s[measure],
    marks: worldMarks(s, rows.get(s.key), periods, state.freq, told, isOwn),
  }));
  const format = isShare ? signedPercent : text.text;
  const title = titleOf(state, nameOf);
  const subtitle = `${frequencies[state.freq]}, ${isShare ? `gap over reported ${measure === 'value_usd' ? 'value' : 'tons'}, percent` : text.unit}; ${conditions(state)}`;

  const tip = (l: Line, i: number) => {
    const value = l.values[i], row = rows.get(l.key), change = (row?.['value_yoy'] as Values | undefined)?.[i], partners = (row?.['sources'] as Values | undefined)?.[i];
    const notes = [
      isGap && reported.get(l.key)?.[i] != null ? `${text.text(reported.get(l.key)![i]!)} reported, ${text.text(mirror.get(l.key)?.[i] ?? 0)} by partners` : '',
      change != null ? `value ${signedPercent(change)} on year` : '',
      l.marks[i] !== '-' && state.basis === 'mirror' ? `estimated${partners == null ? '' : ` from ${plural(partners, 'partner')}`}` : '',
      row && (row['status'] as string)[i] === 'R' ? 'revised' : '',
      !(isOwn && row) && value != null && told[i]?.missing.length ? `waits for ${listed(told[i].missing, nameOf)}` : '',
    ];
    return { name: lines.length === 1 ? '' : l.name, value: value == null ? '–' : format(value), note: notes.filter((t) => t).join('; ') };
  };
  const chart = {
    label: `${stacked ? 'Bar' : 'Line'} chart: ${title}. ${subtitle}`, periods, frequency: state.freq, lines, tip,
    axis: isShare ? (v: number): string => `${Math.round(v * 100)}%`.replace('-', '\u2212') : text.axis, fromZero: measure !== 'unit_value_usd_per_t',
  };
  return (
    <Figure
      id="world-trade" title={title} subtitle={subtitle} meta={loaded.answer?.meta ?? null} loading={loaded.loading} legend={lines} legendAlways={stacked}
      allCsv={address('global-trade.csv', { ...query, by: state.by === 'total' ? '' : state.by, from: '', to: '' })}
      shown={withSources(seriesRows(state.by, periods, series, isGap ? { name: 'gap_share', of: share } : undefined), rows, state.by, periods)}
      table={<LinesTable caption={subtitle} periods={periods} frequency={state.freq} lines={lines} text={format} letters="r: revised; e: estimated from partners; i: not all have reported." />}
      notes={
        <>
          {isGap && state.measure === 'unit_value_usd_per_t' && <p class="note">A unit value is of one side or the other; the gap of the tons is shown.</p>}
          {state.chart === 'stack' && !stacked && !isGap && <p class="note">Unit values cannot be stacked; lines are shown instead.</p>}
          {isGap && <p class="note">A gap is not an error: goods that are on their way at the end of a month, goods in transit, freight and insurance in the importer's value, and secrecy all open one. A steady gap says less than one that changes.</p>}
          {state.basis === 'mirror' && <p class="note"><strong>Mirror</strong>: what partners report as the other side of this trade. A partner that reports nothing is missing from it, never counted as nothing.</p>}
          <Lacking periods={periods} told={told} frequency={state.freq} nameOf={nameOf} />
          {!loaded.thin && series.length < all.length && <p class="note">Not drawn: {plural(frame.series.length - series.length, 'other')}{isGap ? '' : ', which stacked bars add up'}.</p>}
        </>
      }
    >
      {lines.length === 0 ? <EmptyChart>{loaded.error ? <p>No chart without data.</p> : <p>Loading…</p>}</EmptyChart>
        : stacked ? <StackedBars {...chart} /> : <LineChart {...chart} />}
    </Figure>
  );
}

const told = ['sources', 'sources_missing'] as const;

/** Adds to the rows of a file who told of them, where the answer says so. */
function withSources({ columns, rows }: { columns: string[]; rows: Row[] }, of: ReadonlyMap<string, Record<string, unknown>>, by: string, periods: readonly string[]) {
  const place = new Map(periods.map((p, i) => [p, i]));
  const cell = (row: Row, name: string): string | number | null =>
    (of.get(by === 'total' ? 'total' : String(row[by]))?.[name] as (string | number | null)[] | undefined)?.[place.get(String(row['period']))!] ?? null;
  return { columns: [...columns, ...told], rows: rows.map((row) => ({ ...row, ...Object.fromEntries(told.map((name) => [name, cell(row, name)])) })) };
}
