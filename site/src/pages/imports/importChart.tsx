import { EmptyChart } from '../../charts/emptyChart.tsx';
import { EventList, placeEvents } from '../../charts/events.tsx';
import { Figure } from '../../charts/figure.tsx';
import { LineChart, type Line } from '../../charts/lineChart.tsx';
import { styles } from '../../charts/palette.ts';
import { StackedBars } from '../../charts/stackedBars.tsx';
import { address } from '../../core/api.ts';
import { markWords, measures, percent, signedPercent } from '../../core/format.ts';
import { partialPeriods, shareOf, sizeOf, withOther, yearOnYear, type OpenMonth } from '../../core/series.ts';
import type { Dimension, ImportState } from '../../core/trade.ts';
import type { Frame, Series, TradeEvent, Values } from '../../core/types.ts';
import type { Codes } from '../../ui/useCodes.ts';
import type { Loaded } from '../../ui/useData.ts';
import { LinesTable, seriesRows } from '../../ui/seriesTable.tsx';
import { PreliminaryNote } from '../../ui/preliminaryNote.tsx';
import { conditions, dimensionWords, frequencies, scope } from './scope.ts';

interface Props {
  whole: Frame;
  shown: Frame;
  open: readonly OpenMonth[];
  total: Series;
  keys: readonly string[];
  by: Dimension;
  state: ImportState;
  codes: Codes;
  events: readonly TradeEvent[];
  loaded: Loaded<unknown>;
  query: Record<string, string>;
}

/** The main chart: some rows of the breakdown and the sum of all others. */
export function ImportChart(props: Props) {
  const { whole, shown, state, by, loaded } = props;
  const text = measures[state.measure];
  const series = withOther(whole, props.keys);
  const style = styles(series.map((s) => s.key));
  const start = shown.periods.length === 0 ? 0 : whole.periods.indexOf(shown.periods[0]!);
  const cut = <T,>(values: readonly T[]): T[] => values.slice(start, start + shown.periods.length);
  const totals = props.total[sizeOf(state.measure)];
  const changes = new Map(series.map((s) => [s.key, yearOnYear(whole, s[state.measure], state.freq)]));
  // A share of unit values has no meaning: it is that of the tons.
  const derived: Record<ImportState['show'], (s: Series) => Values> = {
    level: (s) => s[state.measure],
    yoy: (s) => changes.get(s.key)!,
    share: (s) => shareOf(s[sizeOf(state.measure)], totals),
  };
  const lines = series.map((s): Line => ({ key: s.key, name: s.name, values: cut(derived[state.show](s)), marks: cut(s.marks), style: style.get(s.key)! }));
  const format = { level: text.text, yoy: signedPercent, share: percent }[state.show];
  const unit = { level: text.unit, yoy: `change of the ${text.label.toLowerCase()} on a year earlier, percent`, share: `share of the ${sizeOf(state.measure) === 'value_usd' ? 'value' : 'tons'}, percent` }[state.show];
  const asPercent = (v: number): string => `${Math.round(v * 100)}%`.replace('-', '\u2212');
  const partial = partialPeriods(shown, state.freq);
  // Bars add up; changes and unit values do not.
  const stacked = state.chart === 'stack' && state.show !== 'yoy' && state.measure !== 'unit_value_usd_per_t';
  const placed = state.freq === 'M' && !stacked ? placeEvents(props.events, shown.periods, (e) => concerns(e, state.country)) : [];
  const title = `U.S. imports of ${scope(state, props.codes)}${by === 'total' ? '' : `, by ${dimensionWords[by]}`}`;
  const subtitle = `${frequencies[state.freq]}, ${unit}; ${conditions(state)}`;
  const chart = {
    label: `${stacked ? 'Bar' : 'Line'} chart: ${title}. ${subtitle}`,
    periods: shown.periods, frequency: state.freq, lines, events: placed,
    axis: state.show === 'level' ? text.axis : asPercent,
    fromZero: state.show !== 'yoy' && state.measure !== 'unit_value_usd_per_t',
    tip: (l: Line, i: number) => {
      const mark = l.marks[i] ?? '-', value = l.values[i], change = changes.get(l.key)?.[start + i];
      return {
        name: lines.length === 1 ? '' : l.name,
        value: value == null ? '–' : format(value),
        note: [state.show === 'level' && change != null ? `${signedPercent(change)} on year` : '', mark === 'A' ? '' : markWords[mark], partial[i] ? 'period not complete' : ''].filter((t) => t).join('; '),
      };
    },
  };
  return (
    <Figure
      id="us-imports" title={title} subtitle={subtitle} meta={loaded.answer?.meta ?? null} loading={loaded.loading} legend={lines} legendAlways={stacked}
      allCsv={address('us-imports.csv', { ...props.query, from: '', to: '' })}
      shown={seriesRows(by, shown.periods, series.map((s) => cutSeries(s, cut)), state.show === 'level' ? undefined : { name: state.show, of: (s) => lines.find((l) => l.key === s.key)!.values })}
      table={<LinesTable caption={subtitle} periods={shown.periods} frequency={state.freq} lines={lines} text={format} />}
      notes={
        <>
          {state.chart === 'stack' && !stacked && <p class="note">Changes and unit values cannot be stacked; lines are shown instead.</p>}
          {partial.some((p) => p) && <p class="note">The newest {state.freq === 'Y' ? 'year' : 'quarter'} is not complete and is not compared with whole ones.</p>}
          {state.show === 'share' && state.measure === 'unit_value_usd_per_t' && <p class="note">Unit values have no shares; the shares of the tons are shown.</p>}
          <PreliminaryNote lines={lines} meta={loaded.answer?.meta ?? null} open={props.open} />
          <EventList events={placed} />
        </>
      }
    >
      {lines.length === 0 ? <EmptyChart>{loaded.error ? <p>No chart without data.</p> : <p>Loading…</p>}</EmptyChart>
        : stacked ? <StackedBars {...chart} /> : <LineChart {...chart} />}
    </Figure>
  );
}

const cutSeries = (s: Series, cut: <T>(values: readonly T[]) => T[]): Series => ({
  ...s, quantity_t: cut(s.quantity_t), value_usd: cut(s.value_usd), unit_value_usd_per_t: cut(s.unit_value_usd_per_t), marks: cut(s.marks),
});

/** Events for all countries, and those for a country or region that is looked at. */
const concerns = (event: TradeEvent, country: string): boolean =>
  event.countries === 'all' || (country !== '' && country.split(',').some((c) => event.countries.split(';').includes(c)));
