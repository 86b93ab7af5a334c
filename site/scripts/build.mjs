// Builds the site into dist/: the bundle, then a document for each page with its own preloads, then compressed siblings of all.
import { readFile, readdir, mkdir, writeFile, cp } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { forms } from './compress.mjs';
import { assetsOf, document } from './document.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const common = { root, logLevel: 'warn', configFile: false, publicDir: false };

await build({
  ...common,
  build: {
    outDir: dist, emptyOutDir: true, manifest: 'manifest.json', modulePreload: { polyfill: false }, target: 'es2022',
    rollupOptions: {
      input: path.join(root, 'src/main.ts'),
      // What several pages share is one file: on a slow line a dozen small ones cost more than their bytes.
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } },
    },
  },
});
const server = path.join(root, 'obj/prerender');
await build({ ...common, ssr: { noExternal: true }, build: { ssr: 'src/prerender.tsx', outDir: server, emptyOutDir: true } });

const { notFound, pages, markup } = await import(path.join(server, 'prerender.js'));
const assets = await assetsOf(dist);
await cp(path.join(root, 'public'), dist, { recursive: true });
for (const page of [...pages, notFound]) {
  const file = path.join(dist, page === notFound ? page.path : path.join(page.path, 'index.html'));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, document(page, markup(page), assets));
}

for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(html|js|css|svg|json|txt)$/.test(entry.name)) continue;
  const file = path.join(entry.parentPath, entry.name);
  for (const [end, bytes] of (await forms(await readFile(file))).slice(1)) await writeFile(file + end, bytes);
}
