import { comparedWith, measures, percent, plural, signedPercent } from '../../core/format.ts';
import { periodLabel } from '../../core/periods.ts';
import type { Answer, Dense, Row, Values } from '../../core/types.ts';
import { inWords, newestFair, type Told, type WorldState } from '../../core/world.ts';
import { Kpi } from '../../ui/controls.tsx';
import { goods, places, type NameOf } from './scope.ts';

interface Props {
  state: WorldState;
  /** The total of the selection, month by month. */
  total: Answer<Dense> | null;
  told: readonly Told[];
  /** Who ships to whom in the newest month that is fairly complete. */
  pairs: readonly Row[];
  nameOf: NameOf;
}

/** The selection in one sentence and four figures, of the newest month that is fairly complete. */
export function Summary(props: Props) {
  const { state, total, told } = props;
  const periods = total?.data.period ?? [], row = total?.data.series?.[0];
  const at = newestFair(told);
  if (!row || at < 0)
    return <><p class="lead lead-live">{total ? 'Nothing is reported in this selection.' : 'Who ships aluminum to whom, as both sides tell it.'}</p><dl class="kpis">{['Quantity', 'Value', 'Unit value', 'Largest flow'].map((l) => <Kpi key={l} label={l} value="–" />)}</dl></>;
  const month = periodLabel(periods[at]!);
  const of = (name: string): number | null => (row[name] as Values | undefined)?.[at] ?? null;
  const cell = (name: string, measure: 'quantity_t' | 'value_usd' | 'unit_value_usd_per_t'): string => (of(name) === null ? '–' : measures[measure].text(of(name)!));
  const { sources, missing } = told[at]!;
  const change = of('value_yoy');
  const [largest] = props.pairs;
  return (
    <>
      <p class="lead lead-live">{state.basis === 'gap' ? gapSentence(props, at) : sentence(props, at)}</p>
      {state.basis === 'gap' ? (
        <dl class="kpis">
          <Kpi label={`Reported, ${month}`} value={cell('reported_quantity_t', 'quantity_t')} note={cell('reported_value_usd', 'value_usd')} />
          <Kpi label={`By partners, ${month}`} value={cell('mirror_quantity_t', 'quantity_t')} note={cell('mirror_value_usd', 'value_usd')} />
          <Kpi label={`Gap of the tons, ${month}`} value={cell('quantity_t', 'quantity_t')} note={of('quantity_gap_share') === null ? '' : `${signedPercent(of('quantity_gap_share')!)} of the reported`} />
          <Kpi label={`Gap of the value, ${month}`} value={cell('value_usd', 'value_usd')} note={of('gap_share') === null ? '' : `${signedPercent(of('gap_share')!)} of the reported`} />
        </dl>
      ) : (
        <dl class="kpis">
          <Kpi label={`Quantity, ${month}`} value={cell('quantity_t', 'quantity_t')} note={whoTold(state, sources, missing.length)} />
          <Kpi label={`Value, ${month}`} value={cell('value_usd', 'value_usd')} note={change === null ? '' : `${signedPercent(change)} on a year earlier${sources > 1 ? ', of those who tell of both' : ''}`} />
          <Kpi label={`Unit value, ${month}`} value={cell('unit_value_usd_per_t', 'unit_value_usd_per_t')} />
          <Kpi label={`Largest flow, ${month}`} value={largest ? measures.quantity_t.text(Number(largest['quantity_t'])) : '–'} note={largest ? way(state, largest) : ''} />
        </dl>
      )}
    </>
  );
}

const isWorld = (state: WorldState): boolean => state.reporter === '' && state.partner === '' && state.category === '';

function whoTold(state: WorldState, sources: number, missing: number): string {
  if (state.basis === 'mirror') return `estimated from ${plural(sources, 'partner')}`;
  // Of a selection nobody knows who would have told of it.
  return isWorld(state) ? `by ${sources} of ${sources + missing} reporters` : sources === 1 ? '' : `by ${sources} reporters`;
}

/** The two ends of a flow, in the direction of the goods. */
function ends(state: WorldState, row: Row): [from: string, to: string] {
  const pair = [String(row['reporter_name']), String(row['partner_name'])] as const;
  return state.flow === 'X' ? [pair[0], pair[1]] : [pair[1], pair[0]];
}

const way = (state: WorldState, row: Row): string => ends(state, row).join(' to ');

function sentence({ state, total, told, pairs: [largest], nameOf }: Props, at: number): string {
  const row = total!.data.series![0]!;
  const tons = (row['quantity_t'] as Values)[at] ?? 0, share = largest && tons > 0 ? percent(Number(largest['quantity_t']) / tons) : '';
  const month = periodLabel(total!.data.period![at]!, 'M', true);
  const { sources, missing } = told[at]!;
  const who = isWorld(state) ? `${sources} of ${sources + missing.length} countries` : `${sources} countries`;
  const [from, to] = largest ? ends(state, largest).map(inWords) : [];
  if (!state.reporter && !state.partner && state.basis === 'reported')
    return largest
      ? `More ${goods(state)} went from ${from} to ${to} in ${month} than from any country to another: ${measures.quantity_t.text(Number(largest['quantity_t']))}, ${share} of all ${state.flow === 'X' ? 'exports' : 'imports'} that ${who} have reported.`
      : `${who} reported ${state.flow === 'X' ? 'exports' : 'imports'} of ${measures.quantity_t.text(tons)} of ${goods(state)} in ${month}.`;
  const change = (row['value_yoy'] as Values | undefined)?.[at];
  const reporter = state.reporter ? places(state.reporter, nameOf) : 'all countries', partner = state.partner ? ` ${state.flow === 'X' ? 'to' : 'from'} ${places(state.partner, nameOf)}` : '';
  const word = state.flow === 'X' ? 'exported' : 'imported';
  const compared = change == null ? '' : `, worth ${comparedWith(change, 'a year earlier')}`;
  const start = state.basis === 'mirror' ? `By what ${sources === 1 ? 'one partner reports' : `${sources} partners report`}, ${reporter}` : reporter;
  const largestPart = largest && !state.partner ? ` The largest part ${state.flow === 'X' ? `went to ${to}` : `came from ${from}`}: ${share}.` : '';
  const text = `${start} ${word} ${measures.quantity_t.text(tons)} of ${goods(state)}${partner} in ${month}${compared}.${largestPart}`;
  return text[0]!.toUpperCase() + text.slice(1);
}

function gapSentence({ state, total }: Props, at: number): string {
  const row = total!.data.series![0]!;
  const of = (name: string): number | null => (row[name] as Values)[at] ?? null;
  const reported = of('reported_quantity_t'), mirror = of('mirror_quantity_t'), month = periodLabel(total!.data.period![at]!, 'M', true);
  if (reported === null || mirror === null) return `Both sides tell of this trade in ${month}, without weights.`;
  const [own, other] = state.flow === 'X' ? ['exports', 'imports'] : ['imports', 'exports'];
  return `Of the same trade in ${month}, where both sides tell of it, reporters counted ${measures.quantity_t.text(reported)} of ${own} of ${goods(state)} and their partners ${measures.quantity_t.text(mirror)} of ${other}: reported is ${comparedWith(reported / mirror - 1, 'mirror')}.`;
}
