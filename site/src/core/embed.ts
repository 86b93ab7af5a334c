/** The parameter of every page that leaves one of its figures alone, for a frame on another site. */
export const embedParameter = 'embed';

/** The figure that this page is framed for; empty when it is whole. */
export const embedded = (): string => (typeof location === 'undefined' ? '' : (new URLSearchParams(location.search).get(embedParameter) ?? ''));

/** A frame around a figure as it is now, pinned to its publication. */
export function embedCode(address: string, figure: string, title: string, asOf: string | null, height: number): string {
  const source = new URL(address);
  source.hash = '';
  if (asOf) source.searchParams.set('as_of', asOf);
  source.searchParams.set(embedParameter, figure);
  const text = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${text(source.href.replaceAll('%2C', ','))}" title="${text(title)}" width="100%" height="${height}" loading="lazy"></iframe>`;
}
