import type { AdminApi, Run } from '../../core/admin.ts';
import { number, plural } from '../../core/format.ts';
import { timeLabel } from '../../core/periods.ts';
import { feedName } from '../../core/status.ts';
import { Select, TextField } from '../../ui/controls.tsx';
import { Notice } from '../../ui/notices.tsx';
import { Table } from '../../ui/table.tsx';
import { useFeeds } from './feeds.tsx';
import { useCall } from './useCall.ts';

/** What was stored counts answers when a source is asked, and series when they are computed. */
const done = (r: Run): string => (r.step === 'ingest' ? `${number(r.stored)} of ${plural(r.asked, 'answer')} new` : `${number(r.stored)} series of ${plural(r.asked, 'answer')}`);

const isBad = (run: Run): boolean => ['failed', 'partial', 'interrupted'].includes(run.outcome);

export function Runs(props: { api: AdminApi; done: number; state: { feed: string; since: string }; change(some: { feed?: string; since?: string }): void }) {
  const { api, state, change } = props;
  const feeds = useFeeds();
  const { value: runs, problem, again } = useCall(() => api.runs({ feed: state.feed, since: state.since }), [state.feed, state.since, props.done]);
  return (
    <section>
      <h2>Runs</h2>
      <form class="panel" aria-label="Which runs" onSubmit={(e) => e.preventDefault()}>
        <Select label="Feed" value={state.feed} options={[['', 'All feeds'], ...feeds.map((f) => [f, feedName(f)] as const)]} onChange={(feed) => change({ feed })} />
        <TextField label="Since (day)" type="date" value={state.since} onChange={(since) => change({ since })} />
        <div class="field"><button type="button" onClick={again}>Read again</button></div>
      </form>
      {problem !== '' && <Notice kind="error"><p><strong>The runs could not be read.</strong> {problem}</p></Notice>}
      {runs && (
        <Table stacks
          caption={`${runs.length} runs, newest first`} rows={runs} keyOf={(r) => `${r.feed} ${r.key}`} first={20} empty="No run since that day."
          columns={[
            { label: 'Started', heads: true, cell: (r) => timeLabel(r.started) },
            { label: 'Feed', cell: (r) => feedName(r.feed) },
            { label: 'Step', cell: (r) => `${r.step} (${r.cause})` },
            { label: 'Range', cell: (r) => (r.from ? `${r.from} to ${r.to}` : '–') },
            { label: 'Outcome', cell: (r) => <><span class={isBad(r) ? 'tag tag-bad' : 'tag'}>{r.outcome}</span>{r.errors.length > 0 && <details><summary>{r.errors.length} errors</summary><ul>{r.errors.map((e) => <li key={e}>{e}</li>)}</ul></details>}</> },
            { label: 'Done', cell: done },
            { label: 'Rows', numeric: true, cell: (r) => number(r.rows) },
            { label: 'Seconds', numeric: true, cell: (r) => number(r.duration_ms / 1000, 1) },
          ]}
        />
      )}
    </section>
  );
}
