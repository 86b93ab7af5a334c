import { hydrate, render, type ComponentType } from 'preact';
import { base } from '../core/api.ts';
import { comeAlive, metaOf, takePublication, type Publication } from '../core/published.ts';
import { noteMeta } from '../ui/meta.ts';

/** Brings a page to life: over the published first screen where it shows just that, else from its beginning. */
export function mount(Page: ComponentType, publication: Publication | null): void {
  const root = document.getElementById('app')!;
  if (publication) takeUp(publication);
  if (publication && location.search === '') return comeAlive(() => hydrate(<Page />, root));
  root.replaceChildren();
  render(<Page />, root);
  // The document hid what it held of other figures.
  document.documentElement.className = '';
}

export function takeUp(publication: Publication): void {
  takePublication(publication);
  for (const answer of Object.values(publication.answers)) noteMeta(metaOf(answer));
}

/** What was laid beside the page; null where nothing was, or another publication took its place meanwhile. */
export async function readPublication(address: string | undefined): Promise<Publication | null> {
  if (!address) return null;
  const response = await fetch(address).catch(() => null);
  return response?.ok ? ((await response.json()) as Publication) : null;
}

const everyMs = 60_000;

/** What a coding is told by at the end of a tag is no part of the version. */
const bare = (tag: string): string => tag.replace(/(-br|-gzip)?"$/, '"');

/**
 * Asks the API, in few bytes, whether it knows more than is shown, at once and every minute in which the page is seen; all that
 * is shown is asked for again if so. A page that was opened before its figures came fills itself.
 */
export function followData(publication: Publication | null): void {
  // What was published by a day does not change.
  if (new URLSearchParams(location.search).has('as_of')) return;
  let known = publication?.tag;
  const look = async (): Promise<void> => {
    if (document.hidden) return;
    const answer = await fetch(`${base}/events.json`, { method: 'HEAD', cache: 'no-cache' }).catch(() => null);
    const tag = answer?.ok ? answer.headers.get('etag') : null;
    if (!tag) return;
    if (known && bare(tag) !== known) takePublication(null);
    known = bare(tag);
  };
  void look();
  setInterval(() => void look(), everyMs);
}
