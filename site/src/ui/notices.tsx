import type { ComponentChildren } from 'preact';
import { dayLabel } from '../core/periods.ts';
import type { Loaded } from './useData.ts';

export function Notice({ kind = 'info', children }: { kind?: 'info' | 'error' | 'done'; children: ComponentChildren }) {
  return <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>{children}</div>;
}

/** Says what is waited for, where an answer may take seconds because it was not asked for since the data changed. */
export const Loading = ({ what }: { what: string }) => <p class="empty">Waiting for {what}…</p>;

/** What went wrong, what is still on the screen, and what to do. Nothing when all is well. */
export function DataNotice({ loaded, name }: { loaded: Loaded<unknown>; name: string }) {
  const { error, answer, retry } = loaded;
  if (!error) return null;
  if (error.status === 404)
    return (
      <Notice>
        <p><strong>{name} is not served here yet.</strong> The rest of the site works; the page fills itself once the data set is there.</p>
        <p><a href="/status/">See which feeds run</a> · <a href="/data/">See which data sets there are</a></p>
      </Notice>
    );
  if (error.status === 400)
    return <Notice kind="error"><p><strong>The API does not take this question.</strong> {error.detail ?? error.message}</p></Notice>;
  return (
    <Notice kind="error">
      <p>
        <strong>{name} could not be loaded</strong> ({error.status === 0 ? error.message : `HTTP ${error.status}`}).{' '}
        {answer ? `What you see is the release of ${dayLabel(answer.meta.published_at)}.` : 'There is no earlier release in this browser to show.'}
      </p>
      <p><button type="button" onClick={retry}>Try again</button></p>
    </Notice>
  );
}

/** A permalink keeps its valid part; the rest is named. */
export function IgnoredNotice({ ignored }: { ignored: readonly { name: string; value: string }[] }) {
  if (ignored.length === 0) return null;
  return (
    <Notice>
      <p>
        Part of the address was not understood and is ignored: {ignored.map((p, i) => <>{i > 0 && ', '}<code>{p.name}={p.value}</code></>)}.
        The rest is shown.
      </p>
    </Notice>
  );
}
