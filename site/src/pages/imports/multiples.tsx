import { Path } from '../../charts/lineChart.tsx';
import { firstPreliminary, PreliminaryBand } from '../../charts/preliminary.tsx';
import { linear } from '../../charts/scale.ts';
import { blank, measures } from '../../core/format.ts';
import { periodLabel } from '../../core/periods.ts';
import { partialPeriods, type Rank } from '../../core/series.ts';
import type { ImportState } from '../../core/trade.ts';
import type { Frame, Series } from '../../core/types.ts';
import { Choice } from '../../ui/controls.tsx';
import type { Change } from './controls.tsx';

const count = 12, width = 240, height = 90;

/** The largest rows side by side, on one scale unless asked otherwise. */
export function Multiples({ ranks, whole, shown, state, change }: { ranks: readonly Rank[]; whole: Frame; shown: Frame; state: ImportState; change: Change }) {
  const start = shown.periods.length === 0 ? 0 : whole.periods.indexOf(shown.periods[0]!);
  const series = ranks.slice(0, count).map((r) => ({ ...r.series, ...slices(r.series, start, start + shown.periods.length) }));
  const highest = (list: readonly Series[]): number => Math.max(1e-9, ...list.flatMap((s) => s[state.measure].map((v) => v ?? 0)));
  const common = highest(series);
  const partial = partialPeriods(shown, state.freq);
  if (series.length < 2) return null;
  return (
    <section id="multiples">
      <h2>The {series.length} largest side by side</h2>
      <Choice label="Scale" value={state.scale} options={[['same', 'The same for all'], ['own', 'Each its own']]} onChange={(scale) => change({ scale })} />
      <p class="note">
        {measures[state.measure].label}, {measures[state.measure].unit}, {periodLabel(shown.periods[0] ?? '', state.freq)} to {periodLabel(shown.periods.at(-1) ?? '', state.freq)}.{' '}
        {state.scale === 'own' ? 'Heights cannot be compared from one picture to the next.' : 'All pictures have the same scale.'}
      </p>
      <ul class="multiples">
        {series.map((s, i) => <li key={s.key}><Small series={s} state={state} high={state.scale === 'own' ? highest([s]) : common} id={`m${i}`} periods={shown.periods} partial={partial} /></li>)}
      </ul>
    </section>
  );
}

const slices = (s: Series, from: number, to: number) => ({
  quantity_t: s.quantity_t.slice(from, to), value_usd: s.value_usd.slice(from, to), unit_value_usd_per_t: s.unit_value_usd_per_t.slice(from, to), marks: s.marks.slice(from, to),
});

interface SmallProps {
  series: Series;
  state: ImportState;
  high: number;
  id: string;
  periods: readonly string[];
  partial: readonly boolean[];
}

function Small({ series, state, high, id, periods, partial }: SmallProps) {
  const values = series[state.measure];
  const last = values.findLastIndex((v) => v !== null);
  const x = linear([0, Math.max(1, values.length - 1)], [4, width - 6]);
  const y = linear([0, high], [height - 4, 6]);
  const firstP = firstPreliminary([{ values, marks: series.marks }], values.length);
  const mark = series.marks[last] ?? '-';
  return (
    <>
      <h3>{series.name}</h3>
      <svg class="chart-small" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {firstP < values.length && <PreliminaryBand id={id} left={x(firstP) - 2} right={width} top={2} bottom={height - 4} />}
        <line x1={0} x2={width} y1={height - 4} y2={height - 4} class="zero" />
        <Path line={{ key: series.key, name: series.name, values, marks: series.marks, style: { colour: 'var(--series-1)', shape: 0 } }} x={x} y={y} width={1.6} />
      </svg>
      <p>{last < 0 ? blank('-') : <>{periodLabel(periods[last]!, state.freq)}: <strong>{measures[state.measure].text(values[last]!)}</strong>{mark === 'P' ? ' (preliminary)' : partial[last] ? ' (not complete)' : ''}</>}</p>
    </>
  );
}
