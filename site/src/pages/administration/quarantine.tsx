import { useState } from 'preact/hooks';
import type { AdminApi, Refused } from '../../core/admin.ts';
import { timeLabel } from '../../core/periods.ts';
import { feedName } from '../../core/status.ts';
import { Notice } from '../../ui/notices.tsx';
import { Table } from '../../ui/table.tsx';
import { useCall } from './useCall.ts';

/** What was refused, why, and another try. */
export function Quarantine({ api, done, onDone }: { api: AdminApi; done: number; onDone(): void }) {
  const { value: entries, problem } = useCall(api.quarantine, [done]);
  const [said, setSaid] = useState<{ kind: 'done' | 'error'; text: string } | null>(null);
  const [busy, setBusy] = useState('');
  const replay = async (entry: Refused): Promise<void> => {
    setBusy(entry.id);
    try {
      const result = await api.replay(entry.id);
      setSaid(result.state === 'accepted'
        ? { kind: 'done', text: `${feedName(entry.feed)}, ${entry.unit}: accepted and published.` }
        : { kind: 'error', text: `${feedName(entry.feed)}, ${entry.unit}: refused again. ${result.reason ?? ''}` });
      onDone();
    } catch (error) {
      setSaid({ kind: 'error', text: (error as Error).message });
    } finally {
      setBusy('');
    }
  };
  return (
    <section>
      <h2>Quarantine</h2>
      <p>What could not be read is kept here with the reason. Trying again reads the stored bytes once more by the rules of today; the source is not asked.</p>
      {problem !== '' && <Notice kind="error"><p><strong>The quarantine could not be read.</strong> {problem}</p></Notice>}
      {said && <Notice kind={said.kind}><p>{said.text}</p></Notice>}
      {entries && (
        <Table stacks
          caption="Refused, newest first" rows={entries} keyOf={(e) => e.id} first={20} empty="Nothing is in quarantine."
          columns={[
            { label: 'Refused', heads: true, cell: (e) => timeLabel(e.refused) },
            { label: 'Feed', cell: (e) => `${feedName(e.feed)}, ${e.unit}` },
            { label: 'Reason', cell: (e) => e.reason },
            { label: 'Tries', numeric: true, cell: (e) => e.tries },
            { label: 'Again', cell: (e) => <button type="button" disabled={busy !== ''} onClick={() => void replay(e)}>Try again<span class="unseen"> {e.feed} {e.unit}</span></button> },
          ]}
        />
      )}
    </section>
  );
}
