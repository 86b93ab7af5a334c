import { base } from '../../core/api.ts';
import { dayLabel, periodLabel, timeLabel } from '../../core/periods.ts';
import { feedName, feedState, type Status } from '../../core/status.ts';
import { Table } from '../../ui/table.tsx';
import { useJson } from '../../ui/useJson.ts';

const everyMs = 5000;

export function Feeds() {
  const { value: status, error } = useJson<Status>(`${base}/status.json`, everyMs);
  return (
    <section>
      <h2>Feeds</h2>
      {error && <p class="empty">The states could not be read just now; they are asked for again every {everyMs / 1000} seconds.</p>}
      {status && (
        <Table stacks
          caption={`As of ${timeLabel(status.now)}, read again every ${everyMs / 1000} seconds`} rows={status.feeds} keyOf={(f) => f.feed}
          columns={[
            { label: 'Feed', heads: true, cell: (f) => feedName(f.feed) },
            { label: 'State', cell: (f) => feedState(f.state) },
            { label: 'Newest', cell: (f) => (f.newest_period ? periodLabel(f.newest_period) : 'none yet') },
            { label: 'Next due', cell: (f) => <>{dayLabel(f.next_due)}{f.stale && <> <span class="tag tag-bad">late</span></>}</> },
            { label: 'Failures in a row', numeric: true, cell: (f) => f.failures },
          ]}
        />
      )}
    </section>
  );
}

/** The feeds there are, to choose from. */
export const useFeeds = (): string[] => useJson<Status>(`${base}/status.json`, 10 * everyMs).value?.feeds.map((f) => f.feed) ?? [];
