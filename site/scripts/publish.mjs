// Lays the newest data beside the built pages: the first screen of each in its HTML, and the answers behind it as files.
//   npm run publish -- --api URL --out DIR
// DIR goes over dist/ on the host: first the files in published/, then the pages. Each page names its own files, whose names
// carry a hash of their content, so that no reader meets two publications in one page.
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { forms } from './compress.mjs';
import { assetsOf, document } from './document.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'published', list = 'publication.json', tries = 3, patienceMs = 60_000, quality = 9;

const { values: { api, out } } = parseArgs({ options: { api: { type: 'string' }, out: { type: 'string' } } });
if (!api || !out) {
  console.error('usage: npm run publish -- --api URL --out DIR');
  process.exit(2);
}

// Who was started with a pipe from its parent ends with it, also when the parent is killed.
if (process.env.AIM_LOCAL_PARENT_STDIN === 'true') process.stdin.on('end', () => process.exit(1)).resume().unref();

const { pages, publish } = await import(path.join(root, 'obj/prerender/prerender.js'));
const assets = await assetsOf(path.join(root, 'dist'));

const get = async (question, method = 'GET') => {
  const answer = await fetch(new URL(question, api), { method, signal: AbortSignal.timeout(patienceMs) });
  if (!answer.ok) throw new Error(`${question}: HTTP ${answer.status}`);
  return answer;
};

/** Written whole or not at all. */
async function write(name, bytes) {
  for (const [end, content] of await forms(bytes, quality)) {
    const file = path.join(out, name + end);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}~`, content);
    await rename(`${file}~`, file);
  }
}

async function publishAll() {
  const version = (await get('/api/v1/events.json', 'HEAD')).headers.get('etag');
  const frame = { today: new Date().toISOString().slice(0, 10), tag: version.replace(/(-br|-gzip)?"$/, '"') };
  const answers = new Map(), files = new Map(), versions = new Set(), documents = [];
  const ask = (question) => {
    if (!answers.has(question)) answers.set(question, get(question).then((answer) => answer.json()));
    return answers.get(question);
  };
  const keep = async (name, value) => {
    const bytes = Buffer.from(JSON.stringify(value));
    const file = `${folder}/${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}.json`;
    files.set(file, bytes);
    return `/${file}`;
  };
  for (const page of pages) {
    const made = await publish(page, frame, ask, async (question, answer) => {
      if (answer.meta) versions.add(answer.meta.data_version);
      return keep(/v1\/([a-z/-]*)/.exec(question)[1].replaceAll('/', '-') || 'index', answer);
    });
    if (!made) continue;
    const { publication } = made;
    const metas = Object.values(publication.answers).map((answer) => answer.meta).filter((meta) => meta);
    for (const meta of metas) versions.add(meta.data_version);
    const address = await keep(page.entry, publication);
    documents.push([path.join(page.path, 'index.html'), document(page, made.markup, assets, { address, day: metas[0]?.published_at ?? frame.today })]);
  }
  return { files, documents, isOne: versions.size === 1 };
}

const started = performance.now();
let made;
for (let left = tries; left > 0 && !made?.isOne; left--) made = await publishAll();
if (!made.isOne) throw new Error('The data change faster than they can be published.');

const before = await readFile(path.join(out, list), 'utf8').then(JSON.parse, () => ({ files: [] }));
for (const [name, bytes] of made.files) if (!(await access(path.join(out, `${name}.gz`)).then(() => true, () => false))) await write(name, bytes);
for (const [name, text] of made.documents) await write(name, Buffer.from(text));
// Who opened a page a moment ago still reads the files of the publication before.
const kept = new Set([...made.files.keys(), ...before.files].map((name) => path.basename(name, '.json')));
for (const name of await readdir(path.join(out, folder))) if (!kept.has(name.replace(/\.json.*$/, ''))) await rm(path.join(out, folder, name));
await writeFile(path.join(out, list), JSON.stringify({ files: [...made.files.keys()] }));
console.log(`Published ${made.documents.length} pages and ${made.files.size} files in ${Math.round(performance.now() - started)} ms`);
