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

/** Asks the API, in few bytes, whether it knows more than was published, and goes back to asking it if so. */
export async function lookForNewer({ tag }: Publication): Promise<void> {
  const answer = await fetch(`${base}/events.json`, { method: 'HEAD', cache: 'no-cache' }).catch(() => null);
  // A coding is told by the end of a tag.
  if (answer?.ok && answer.headers.get('etag')?.startsWith(tag.slice(0, -1)) === false) takePublication(null);
}
