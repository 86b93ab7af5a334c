import { useEffect, useState } from 'preact/hooks';
import type { AdminApi, Operation } from '../../core/admin.ts';
import { number, plural } from '../../core/format.ts';
import { feedName } from '../../core/status.ts';
import { Select, TextField } from '../../ui/controls.tsx';
import { Notice } from '../../ui/notices.tsx';
import { useFeeds } from './feeds.tsx';

const everyMs = 700;

const isOpen = (operation: Operation | null): boolean => operation?.state === 'queued' || operation?.state === 'running';

/** Pull or aggregate again, for a range of months, and watch it. */
export function Orders({ api, onDone }: { api: AdminApi; onDone(): void }) {
  const feeds = useFeeds();
  const [feed, setFeed] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [operation, setOperation] = useState<Operation | null>(null);
  const [problem, setProblem] = useState('');
  const chosen = feed || feeds[0] || '';

  useEffect(() => {
    if (!isOpen(operation)) return;
    const timer = setTimeout(() => {
      api.operation(operation!.id).then(
        (now) => {
          setOperation(now);
          if (!isOpen(now)) onDone();
        },
        // One lost look is not a failure of the operation: look again.
        () => setOperation({ ...operation! }),
      );
    }, everyMs);
    return () => clearTimeout(timer);
  }, [operation]);

  const order = (kind: 'ingest' | 'reprocess'): void => {
    setProblem('');
    api.order(kind, chosen, from, to).then(setOperation, (error: Error) => setProblem(error.message));
  };
  const range = from || to ? `${from || 'the first month'} to ${to || 'the newest'}` : 'all months';
  return (
    <section>
      <h2>Run a feed again</h2>
      <form class="panel" aria-label="Run a feed again" onSubmit={(e) => e.preventDefault()}>
        <Select label="Feed" value={chosen} options={feeds.map((f) => [f, feedName(f)] as const)} onChange={setFeed} />
        <TextField label="From (month)" type="month" value={from} onChange={setFrom} />
        <TextField label="To (month)" type="month" value={to} onChange={setTo} />
        <div class="wide columns">
          <p>
            <button class="main" type="button" disabled={isOpen(operation) || chosen === ''} onClick={() => order('ingest')}>Pull now</button><br />
            Asks the source for {range} and publishes what is new. Nothing published is lost.
          </p>
          <p>
            <button type="button" disabled={isOpen(operation) || chosen === ''} onClick={() => order('reprocess')}>Aggregate again</button><br />
            Computes {range} again from what is stored, without asking the source. Figures change only if the rules did.
          </p>
        </div>
      </form>
      {problem !== '' && <Notice kind="error"><p><strong>Not started.</strong> {problem}</p></Notice>}
      {operation && <Progress operation={operation} />}
    </section>
  );
}

function Progress({ operation }: { operation: Operation }) {
  const what = `${operation.kind === 'ingest' ? 'Pull' : 'Aggregation'} of ${feedName(operation.feed)}`;
  const counts = operation.kind === 'ingest'
    ? `${plural(operation.asked, 'unit')} asked for, ${number(operation.stored)} stored, ${operation.failed} failed`
    : `${plural(operation.asked, 'answer')} read again, ${number(operation.stored)} series written, ${operation.failed} failed`;
  return (
    <Notice kind={operation.state === 'failed' ? 'error' : operation.state === 'succeeded' ? 'done' : 'info'}>
      <p><strong>{what}: {operation.state}.</strong> {counts}.</p>
      {isOpen(operation) && <progress aria-label={what} />}
      {operation.errors.length > 0 && <ul>{operation.errors.map((e) => <li key={e}>{e}</li>)}</ul>}
    </Notice>
  );
}
