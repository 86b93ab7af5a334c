import { base } from '../../core/api.ts';
import { dayLabel, periodLabel } from '../../core/periods.ts';
import { feedName, type Status } from '../../core/status.ts';
import { Table } from '../../ui/table.tsx';
import { useJson } from '../../ui/useJson.ts';

const everyMs = 60_000;

/** What each source published last, and when the next is due. */
export function Calendar() {
  const { value: status, error } = useJson<Status>(`${base}/status.json`, everyMs);
  return (
    <section>
      <h2>Calendar of updates</h2>
      {error && !status && <p class="empty">The calendar could not be loaded.</p>}
      {status && (
        <Table
          caption="Newest period and next release by source" rows={status.feeds} keyOf={(f) => f.feed}
          columns={[
            { label: 'Source', heads: true, cell: (f) => feedName(f.feed) },
            { label: 'Newest', cell: (f) => (f.newest_period ? periodLabel(f.newest_period) : 'none yet') },
            { label: 'Next due', cell: (f) => (f.next_due ? <>{dayLabel(f.next_due)}{f.stale && <> <span class="tag tag-bad">late</span></>}</> : 'not known') },
          ]}
        />
      )}
    </section>
  );
}
