import { base } from '../../core/api.ts';
import { dayLabel, periodLabel } from '../../core/periods.ts';
import { feedName, type Feed, type Status } from '../../core/status.ts';
import { Table } from '../../ui/table.tsx';
import { useJson } from '../../ui/useJson.ts';

const everyMs = 60_000;

/** What comes when, the next first; what is not known last. */
const byDay = (a: Feed, b: Feed): number => ((a.next_due ?? '9') < (b.next_due ?? '9') ? -1 : 1);

/** When each source publishes next, and what it published last. */
export function Calendar() {
  const { value: status, error } = useJson<Status>(`${base}/status.json`, everyMs);
  return (
    <section>
      <h2>Calendar of updates</h2>
      {error && !status && <p class="empty">The calendar could not be loaded.</p>}
      {status && (
        <Table
          caption="When the next release of each source is due" rows={[...status.feeds].sort(byDay)} keyOf={(f) => f.feed}
          columns={[
            { label: 'Due', heads: true, cell: (f) => (f.next_due ? <>{dayLabel(f.next_due)}{f.stale && <> <span class="tag tag-bad">late</span></>}</> : 'not known') },
            { label: 'Source', cell: (f) => feedName(f.feed) },
            { label: 'Newest until then', cell: (f) => (f.newest_period ? periodLabel(f.newest_period) : 'none yet') },
          ]}
        />
      )}
    </section>
  );
}
