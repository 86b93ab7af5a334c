import { useRef, useState } from 'preact/hooks';
import type { AdminApi, Loading, RowNote } from '../../core/admin.ts';
import { number, plural } from '../../core/format.ts';
import { dayLabel } from '../../core/periods.ts';
import { Notice } from '../../ui/notices.tsx';
import { Table } from '../../ui/table.tsx';

/** The day in a name such as `licenses-2026-10-06.csv`. */
const dayIn = (name: string): string => /\d{4}-\d\d-\d\d/.exec(name)?.[0] ?? '';

/** Loads a weekly file of licenses and shows which of its rows were refused, and why. */
export function Upload({ api, onDone }: { api: AdminApi; onDone(): void }) {
  const [result, setResult] = useState<Loading | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const day = useRef<HTMLInputElement>(null);
  const load = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setProblem('');
    setResult(null);
    try {
      setResult(await api.loadLicenses(String(form.get('day')), form.get('file') as File));
      onDone();
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section>
      <h2>Load a license file</h2>
      <form class="panel" aria-label="Load a license file" onSubmit={(e) => void load(e)}>
        <div class="field">
          <label for="license-file">File (CSV)</label>
          <input id="license-file" name="file" type="file" accept=".csv,text/csv" required onChange={(e) => { day.current!.value ||= dayIn(e.currentTarget.files?.[0]?.name ?? ''); }} />
        </div>
        <div class="field">
          <label for="license-day">Day of the snapshot</label>
          <input id="license-day" name="day" type="date" required ref={day} />
        </div>
        <div class="field"><button class="main" type="submit" disabled={busy}>{busy ? 'Loading…' : 'Load'}</button></div>
        <p class="wide note">The file replaces the licenses of all months that it holds. Rows that break a rule go to quarantine and the rest is loaded; a file that is no snapshot is refused whole, and nothing changes.</p>
      </form>
      {problem !== '' && <Notice kind="error"><p><strong>Nothing was loaded.</strong> {problem}</p></Notice>}
      {result && (
        <>
          <Notice kind="done">
            <p>
              <strong>Loaded the snapshot of {dayLabel(result.date)}.</strong> {plural(result.rows, 'row')}: {number(result.accepted)} accepted,{' '}
              {number(result.inactive)} cancelled or not used, {number(result.refused)} refused, {number(result.flagged)} accepted with a remark.
            </p>
          </Notice>
          <Notes caption="Refused rows" notes={result.refusals} />
          <Notes caption="Rows accepted with a remark" notes={result.flags} />
        </>
      )}
    </section>
  );
}

function Notes({ caption, notes }: { caption: string; notes: readonly RowNote[] }) {
  if (notes.length === 0) return null;
  return (
    <Table stacks
      caption={caption} rows={notes} keyOf={(n) => `${n.line} ${n.field}`} first={20}
      columns={[
        { label: 'Line', heads: true, cell: (n) => n.line },
        { label: 'Field', cell: (n) => n.field },
        { label: 'Value', cell: (n) => <code>{n.value}</code> },
        { label: 'Rule', cell: (n) => n.rule },
      ]}
    />
  );
}
