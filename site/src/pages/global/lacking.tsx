import { plural } from '../../core/format.ts';
import { periodLabel } from '../../core/periods.ts';
import type { Frequency } from '../../core/types.ts';
import type { Told } from '../../core/world.ts';
import type { NameOf } from './scope.ts';

const most = 3, newest = 6;

/** The first few by name, the others by number. */
export const listed = (codes: readonly string[], nameOf: NameOf): string =>
  codes.length <= most + 1 ? codes.map(nameOf).join(', ') : `${codes.slice(0, most).map(nameOf).join(', ')} and ${codes.length - most} others`;

/** Which reporters the newest totals lack. Nothing where none is missing, or where the answer does not tell. */
export function Lacking(props: { periods: readonly string[]; told: readonly Told[]; frequency: Frequency; nameOf: NameOf }) {
  const rows = props.told.map((t, i) => ({ ...t, period: props.periods[i]! })).filter((r) => r.missing.length > 0).slice(-newest).reverse();
  if (rows.length === 0) return null;
  return (
    <>
      <p class="note">
        <strong>Who reports late is missing from sums</strong>, never counted as nothing: {rows.map((r) => `${periodLabel(r.period, props.frequency)} waits for ${plural(r.missing.length, 'country', 'countries')}`).join(', ')}.
        Where more than one in ten of those of a year earlier is missing, the sum is dashed and hatched.
      </p>
      <details class="event-list">
        <summary>Who is waited for, by period</summary>
        <ul>{rows.map((r) => <li key={r.period}><strong>{periodLabel(r.period, props.frequency)}</strong>: {r.missing.map(props.nameOf).join(', ')}</li>)}</ul>
      </details>
    </>
  );
}
