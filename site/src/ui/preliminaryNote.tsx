import { number } from '../core/format.ts';
import { dayLabel, periodLabel } from '../core/periods.ts';
import type { OpenMonth } from '../core/series.ts';
import type { Meta } from '../core/types.ts';
import type { Line } from '../charts/lineChart.tsx';

/** What preliminary, withheld and missing mean here; nothing where none occurs. */
export function PreliminaryNote({ lines, meta, open }: { lines: readonly Line[]; meta: Meta | null; open: readonly OpenMonth[] }) {
  const has = (mark: string): boolean => lines.some((l) => l.marks.some((m) => m === mark));
  return (
    <>
      {has('P') && (
        <p class="note">
          <strong>Preliminary</strong> (dashed, hatched): from import licenses{meta?.license_through ? ` until ${dayLabel(meta.license_through)}` : ''}.
          Census figures will replace them{meta?.next_release ? `, next on ${dayLabel(meta.next_release)}` : ''}. <a href="/accuracy/">How far licenses were off</a>.
        </p>
      )}
      {open.length > 0 && (
        <p class="note">
          <strong>Months that are not over</strong> are not drawn, because their licenses are still coming in. So far:{' '}
          {open.map((m) => `${periodLabel(m.period)} ${number(m.quantity_t)} t`).join(', ')}.
        </p>
      )}
      {has('C') && <p class="note"><strong>Withheld</strong>: a gap where too few licenses stand behind a figure to show it.</p>}
      {has('M') && <p class="note"><strong>Missing</strong>: a gap where the source reports trade without a figure.</p>}
    </>
  );
}
