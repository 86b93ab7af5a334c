import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { pages } from '../../src/shell/site.ts';

const dist = new URL('../../dist/', import.meta.url);
const kib = 1024;

const zipped = (file: string): number => statSync(new URL(`${file}.gz`, dist)).size;

for (const page of pages)
  test(`${page.path} begins with at most 40 KiB of script`, () => {
    const html = readFileSync(new URL(`.${page.path}index.html`, dist), 'utf8');
    const scripts = [...html.matchAll(/(?:modulepreload" href|module" src)="\/([^"]+)"/g)].map((m) => m[1]!);
    assert.ok(scripts.length >= 3, `${scripts.length} modules`);
    const size = scripts.reduce((sum, file) => sum + zipped(file), 0);
    assert.ok(size <= 40 * kib, `${size} bytes`);
  });

test('All pages together have at most 120 KiB of script', () => {
  const scripts = readdirSync(new URL('assets/', dist)).filter((name) => name.endsWith('.js'));
  const size = scripts.reduce((sum, name) => sum + zipped(`assets/${name}`), 0);
  assert.ok(size <= 120 * kib, `${size} bytes`);
});
