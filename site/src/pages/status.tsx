import { base } from '../core/api.ts';
import { dayLabel, periodLabel, timeLabel } from '../core/periods.ts';
import { feedName, feedState, type Status } from '../core/status.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { IgnoredNotice, Notice } from '../ui/notices.tsx';
import { Table } from '../ui/table.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useJson } from '../ui/useJson.ts';
import { Vintages } from '../ui/vintages.tsx';

const schema = { as_of: asOfField };
const everyMs = 30_000;

export default function StatusPage() {
  const { state, ignored } = useAddress(schema);
  const { value: status, error, retry } = useJson<Status>(`${base}/status.json`, everyMs);
  return (
    <Shell page={pageOf('status')} asOf={state.as_of}>
      <IgnoredNotice ignored={ignored} />
      {error && (
        <Notice kind="error">
          <p><strong>The status could not be read</strong> ({error.status === 0 ? error.message : `HTTP ${error.status}`}). {status ? `What you see is from ${timeLabel(status.now)}.` : ''}</p>
          <p><button type="button" onClick={retry}>Try again</button></p>
        </Notice>
      )}
      <p class="lead">{status ? sentence(status) : 'Asking the feeds how they are…'}</p>
      {status && (
        <>
          <section>
            <h2>Feeds</h2>
            <Table stacks
              caption={`As of ${timeLabel(status.now)}; read again every ${everyMs / 1000} seconds`} rows={status.feeds} keyOf={(f) => f.feed}
              columns={[
                { label: 'Feed', heads: true, cell: (f) => feedName(f.feed) },
                { label: 'State', cell: (f) => <>{feedState(f.state)}{f.failures > 0 && <> <span class="tag tag-bad">{f.failures} failed in a row</span></>}</> },
                { label: 'Last good answer', cell: (f) => timeLabel(f.last_success) },
                { label: 'Newest period', cell: (f) => (f.newest_period ? periodLabel(f.newest_period) : 'none yet') },
                { label: 'Next release due', cell: (f) => <>{dayLabel(f.next_due)}{f.stale && <> <span class="tag tag-bad">late</span></>}</> },
                { label: 'Answers published', numeric: true, cell: (f) => `${f.published} of ${f.stored}` },
              ]}
            />
          </section>
          <section>
            <h2>What looks wrong in the data</h2>
            {status.issue_count > status.issues.length && <p>The newest {status.issues.length} of {status.issue_count} are listed.</p>}
            <Table stacks
              caption="Open data-quality issues" rows={status.issues} keyOf={(i) => JSON.stringify(i)} empty="No open issue: the sums over countries equal the totals, and every code is known."
              columns={issueColumns(status.issues)}
            />
          </section>
        </>
      )}
      {(status || error) && <Vintages asOf={state.as_of} />}
    </Shell>
  );
}

function sentence(status: Status): string {
  const late = status.feeds.filter((f) => f.stale), failing = status.feeds.filter((f) => f.failures > 0);
  const names = (feeds: Status['feeds']): string => feeds.map((f) => feedName(f.feed)).join(', ');
  const work = status.state === 'idle' ? 'Nothing is due, queued or running.' : 'Work is under way.';
  const bad = [late.length > 0 ? `Late: ${names(late)}.` : '', failing.length > 0 ? `Failing: ${names(failing)}.` : ''].join(' ').trim();
  return `${bad === '' ? 'All feeds are up to date.' : bad} ${work}`;
}

/** Issues are of several kinds, each with its own fields. */
const issueColumns = (issues: readonly Record<string, unknown>[]) =>
  [...new Set(issues.flatMap((i) => Object.keys(i)))].map((name, i) => ({
    label: name.replaceAll('_', ' '), heads: i === 0,
    cell: (issue: Record<string, unknown>) => (issue[name] == null ? '–' : typeof issue[name] === 'object' ? JSON.stringify(issue[name]) : String(issue[name])),
  }));
