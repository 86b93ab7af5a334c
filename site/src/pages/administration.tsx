import { useState } from 'preact/hooks';
import { AdminApi, forgetKey, keptKey, keepKey } from '../core/admin.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Notice } from '../ui/notices.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { Feeds } from './administration/feeds.tsx';
import { Orders } from './administration/orders.tsx';
import { Quarantine } from './administration/quarantine.tsx';
import { Runs } from './administration/runs.tsx';
import { Upload } from './administration/upload.tsx';

export const adminSchema = {
  feed: { initial: '', pattern: /^[a-z-]+$/ },
  since: { initial: '', pattern: /^\d{4}-\d\d-\d\d$/ },
  as_of: asOfField,
};

export default function AdministrationPage() {
  const { state, change } = useAddress(adminSchema);
  const [key, setKey] = useState(keptKey);
  return (
    <Shell page={pageOf('administration')} asOf={state.as_of}>
      {key === '' ? <SignIn onKey={setKey} /> : (
        <>
          <p>
            Signed in for this tab. <button type="button" onClick={() => { forgetKey(); setKey(''); }}>Sign out</button>
          </p>
          <Signed key={key} api={new AdminApi(key)} state={state} change={change} />
        </>
      )}
    </Shell>
  );
}

function Signed({ api, state, change }: { api: AdminApi; state: { feed: string; since: string }; change(some: { feed?: string; since?: string }): void }) {
  // Runs and quarantine are read again once something has been done.
  const [done, setDone] = useState(0);
  const onDone = (): void => setDone((n) => n + 1);
  return (
    <>
      <Feeds />
      <Orders api={api} onDone={onDone} />
      <Upload api={api} onDone={onDone} />
      <Quarantine api={api} done={done} onDone={onDone} />
      <Runs api={api} done={done} state={state} change={change} />
    </>
  );
}

function SignIn({ onKey }: { onKey(key: string): void }) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const signIn = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget as HTMLFormElement).get('key') ?? '').trim();
    setBusy(true);
    try {
      await new AdminApi(key).runs({});
      keepKey(key);
      onKey(key);
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(e) => void signIn(e)}>
      <p>With the admin key you can run feeds again, load license files and try refused data again. The key stays in this tab and is forgotten when the tab closes.</p>
      {problem !== '' && <Notice kind="error"><p><strong>Not signed in.</strong> {problem}</p></Notice>}
      <div class="panel">
        <div class="field">
          <label for="key">Admin key</label>
          <input id="key" name="key" type="password" autocomplete="off" required />
        </div>
        <div class="field"><button class="main" type="submit" disabled={busy}>Sign in</button></div>
      </div>
    </form>
  );
}
