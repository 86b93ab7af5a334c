import { comparedWith, measures, percent, signedPercent } from '../../core/format.ts';
import { dayLabel, periodLabel } from '../../core/periods.ts';
import { otherKey, partialPeriods, yearOnYear } from '../../core/series.ts';
import type { ImportState } from '../../core/trade.ts';
import type { Frame, Measure, Series } from '../../core/types.ts';
import { Kpi } from '../../ui/controls.tsx';
import type { Codes } from '../../ui/useCodes.ts';
import type { Loaded } from '../../ui/useData.ts';
import { scope } from './scope.ts';

/** The selection in one sentence and four figures, of its newest whole period. */
export function Summary(props: { whole: Frame; total: Series; state: ImportState; codes: Codes; loaded: Loaded<unknown> }) {
  const { whole, total, state } = props;
  const partial = partialPeriods(whole, state.freq);
  const newest = total.quantity_t.findLastIndex((v, i) => v !== null && !partial[i] && (!state.to || whole.periods[i]!.slice(0, 7) <= state.to));
  const final = total.quantity_t.findLastIndex((v, i) => i <= newest && v !== null && !partial[i] && total.marks[i] !== 'P');
  const at = final >= 0 ? final : newest;
  const label = at >= 0 ? periodLabel(whole.periods[at]!, state.freq) : 'newest period';
  const kpi = (measure: Measure) => {
    const value = total[measure][at];
    const change = yearOnYear(whole, total[measure], state.freq)[at];
    return { value: value == null ? '–' : measures[measure].text(value), note: change == null ? '' : `${signedPercent(change)} on a year earlier` };
  };
  const largest = at < 0 ? undefined : whole.series.filter((s) => s.key !== otherKey).reduce<Series | undefined>((best, s) => ((s.quantity_t[at] ?? 0) > (best?.quantity_t[at] ?? 0) ? s : best), undefined);
  const sum = total.quantity_t[at];
  const meta = props.loaded.answer?.meta;
  return (
    <>
      <p class="lead lead-live">{at >= 0 ? sentence(props, at, newest) : ''}</p>
      <dl class="kpis">
        <Kpi label={`Quantity, ${label}`} {...kpi('quantity_t')} />
        <Kpi label={`Customs value, ${label}`} {...kpi('value_usd')} />
        <Kpi label={`Unit value, ${label}`} {...kpi('unit_value_usd_per_t')} />
        {largest && whole.series.length > 1
          ? <Kpi label={`Largest, ${label}`} value={largest.name} note={sum ? `${percent((largest.quantity_t[at] ?? 0) / sum)} of the tons` : ''} />
          : <Kpi label="Census figures until" value={meta?.last_final_period ? periodLabel(meta.last_final_period) : '–'} note={meta?.license_through ? `licenses until ${dayLabel(meta.license_through)}` : ''} />}
      </dl>
    </>
  );
}

function sentence({ whole, total, state, codes }: { whole: Frame; total: Series; state: ImportState; codes: Codes }, at: number, newest: number): string {
  const change = yearOnYear(whole, total.quantity_t, state.freq)[at];
  const what = scope(state, codes);
  const compared = change == null ? '' : `, ${comparedWith(change, 'a year earlier')}`;
  const isP = total.marks[at] === 'P';
  const first = `The United States imported ${measures.quantity_t.text(total.quantity_t[at]!)} of ${what} in ${periodLabel(whole.periods[at]!, state.freq, true)}${compared}${isP ? ' (preliminary, from licenses)' : ''}.`;
  if (newest <= at || total.marks[newest] !== 'P') return first;
  return `${first} Licenses so far point to ${measures.quantity_t.text(total.quantity_t[newest]!)} in ${periodLabel(whole.periods[newest]!, state.freq, true)} (preliminary).`;
}
