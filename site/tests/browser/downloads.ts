import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { readCsv } from './csv.ts';
import { first } from './recording.ts';
import { askText, isServed, visit } from './stage.ts';

export async function fileOf(page: Page, figure: string, button: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(`#${figure}`).getByRole('button', { name: button, exact: true }).click()]);
  return readFile(await file.path());
}

const measures = ['quantity_t', 'value_usd', 'unit_value_usd_per_t'];

export function downloads(): void {
  for (const [address, code] of [
    ['/imports/?from=2024-01&to=2024-12', 'country'],
    ['/imports/?by=product&freq=Y', 'product'],
    ['/imports/?by=region&freq=Q&measure=value_usd&chart=stack', 'region'],
  ] as const)
    test(`The CSV of ${address} says what the API says, number by number`, () =>
      visit(address, async ({ page }) => {
        const rows = readCsv((await fileOf(page, 'us-imports', 'CSV of this chart')).toString());
        const query = new URLSearchParams(address.split('?')[1]);
        for (const name of ['chart', 'measure']) query.delete(name);
        query.set('by', code);
        const truth = new Map(readCsv(await askText(`us-imports.csv?${query}`)).map((r) => [`${r['period']} ${r[code]}`, r]));
        const own = rows.filter((r) => r[code] !== '');
        assert.ok(own.length > 10, `${own.length} rows`);
        for (const row of own) {
          const said = truth.get(`${row['period']} ${row[code]}`)!;
          for (const measure of measures) assert.equal(Number(row[measure]), Number(said[measure]), `${row['period']} ${row[code]} ${measure}`);
          assert.equal(row['status'], said['status']);
        }
        // What is shown and the rest are the whole.
        for (const period of new Set(rows.map((r) => r['period']))) {
          const sum = (list: Iterable<Record<string, string>>): number => [...list].filter((r) => r['period'] === period).reduce((s, r) => s + Number(r['quantity_t']), 0);
          assert.ok(Math.abs(sum(rows) - sum(truth.values())) < 0.01, `${period}: ${sum(rows)} of ${sum(truth.values())}`);
        }
      }));

  test('All of it is one link to the API', () =>
    visit('/imports/?by=product&country=CA', async ({ page }) => {
      const link = await page.locator('#us-imports').getByRole('link', { name: 'CSV of all' }).getAttribute('href');
      const rows = readCsv(await (await page.request.get(link!)).text());
      assert.ok(rows.some((r) => r['period'] === first) && rows.length > 100);
    }));

  test('A picture holds its title, unit, source and address, and needs no style sheet', () =>
    visit('/imports/?by=region', async ({ page }) => {
      const svg = (await fileOf(page, 'us-imports', 'SVG')).toString();
      for (const text of ['U.S. imports of aluminum, by region', 'metric tons', 'Source:', 'Published', page.url().replaceAll('&', '&amp;')]) assert.ok(svg.includes(text), text);
      assert.doesNotMatch(svg, /var\(--|class=/);
      const png = await fileOf(page, 'us-imports', 'PNG');
      assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
      const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
      assert.ok(width > 1600 && height > 700, `${width} by ${height}`);
    }));

  test('The CSV of smelts says what the API says', async (t) => {
    if (!(await isServed('smelt'))) return t.skip('The API does not serve smelt.');
    return visit('/supply-chain/', async ({ page }) => {
      const rows = readCsv((await fileOf(page, 'by-smelt', 'CSV of this chart')).toString()).filter((r) => r['smelt'] !== '');
      const truth = new Map(readCsv(await askText('smelt.csv')).map((r) => [`${r['period']} ${r['smelt']}`, r]));
      assert.ok(rows.length >= 10);
      for (const row of rows) {
        const said = truth.get(`${row['period']} ${row['smelt']}`)!;
        for (const measure of measures) assert.equal(Number(row[measure]), Number(said[measure]));
        assert.equal(row['status'], said['status']);
      }
    });
  });

  test('The permanent link is pinned to the publication', () =>
    visit('/imports/?by=region', async ({ page }) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.locator('#us-imports').getByRole('button', { name: 'Copy permanent link' }).click();
      await page.getByText('Copied').first().waitFor();
      assert.match((await page.evaluate('navigator.clipboard.readText()')) as string, /by=region&as_of=\d{4}-\d\d-\d\d$/);
    }));
}
