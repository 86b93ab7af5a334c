import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** An address with choices gets other figures than the published ones: they are not shown for it while those are on their way. */
const hide = `document.documentElement.className=/[?&]embed=/.test(location.search)?'framed':location.search?'chosen':''`;

/**
 * Nothing but the site's own files, its API, and one style sheet and one line of script that stand in the document: files of their
 * own would hold up the first picture by a round trip. A host that can send headers adds `frame-ancestors`, which a document
 * cannot say.
 */
const policy = (css) =>
  `default-src 'none'; script-src 'self' ${hash(hide)}; style-src 'self' ${hash(css)}; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'`;

/** What the documents need of a build: where its modules are, and its styles. */
export async function assetsOf(dist) {
  const manifest = JSON.parse(await readFile(path.join(dist, 'manifest.json'), 'utf8'));
  const sheets = await Promise.all(manifest['src/main.ts'].css.map((file) => readFile(path.join(dist, file), 'utf8')));
  return { manifest, css: sheets.join('').trim() };
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The module of a page and all that it imports, so that none waits for another. */
function modules(manifest, entry) {
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  visit('src/main.ts');
  visit(Object.keys(manifest).find((key) => key.toLowerCase() === `src/pages/${entry.replaceAll('-', '')}.tsx`));
  return [...files];
}

/**
 * A page as a document of its own.
 * @param assets those of the build.
 * @param publication address of the published answers and their day, where the markup holds figures.
 */
export function document(page, markup, { manifest, css }, publication) {
  const main = manifest['src/main.ts'];
  const title = page.path === '/' ? page.title : `${page.title} · Open Aluminum Import Monitor`;
  return `<!doctype html>
<html lang="en" data-page="${page.entry}"${publication ? ` data-publication="${publication.address}"` : ''}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(css)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<meta name="description" content="${escape(page.description)}">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/atom+xml" title="Releases" href="/api/v1/vintages.atom">
<style>${css}</style>
<script>${hide}</script>
${modules(manifest, page.entry).filter((file) => file !== main.file).map((file) => `<link rel="modulepreload" href="/${file}">`).join('\n')}
${publication ? `<link rel="preload" as="fetch" crossorigin href="${publication.address}">\n` : ''}<script type="module" src="/${main.file}"></script>
</head>
<body>
<div id="app">${markup}</div>
<noscript><div class="notice notice-info"><p>${publication ? `The figures are those published on ${publication.day.slice(0, 10)}. Choosing others needs JavaScript` : 'The charts need JavaScript'}. The same numbers
are files that any program reads:
<a href="/api/v1/us-imports.csv?by=country">imports by country</a>,
<a href="/api/v1/us-imports.csv?by=product">imports by product group</a>,
<a href="/api/v1/global-trade.csv?by=reporter">world trade by country</a>,
<a href="/api/v1/">all data sets</a>.</p></div></noscript>
</body>
</html>
`;
}
