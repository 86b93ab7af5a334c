import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { cell, figure, usual, type Made, type Profile, type Statement } from '../../src/core/profile.ts';
import { periodLabel } from '../../src/core/periods.ts';
import { readCsv } from './csv.ts';
import { fileOf } from './downloads.ts';
import { ask, originOf, proxyRules, settled, until, visit } from './stage.ts';

type Columns = Record<string, (string | number | null)[]>;

const get = async (url: string): Promise<Columns> => ((await (await fetch(originOf() + url)).json()) as { data: Columns }).data;

/** The rows of an answer that have these texts in these columns. */
const rowsOf = (data: Columns, column: string, where: Readonly<Record<string, string>>): number[] =>
  data[column]!.map((_, i) => i).filter((i) => Object.entries(where).every(([name, text]) => data[name]![i] === text));

/** What a rule makes of the cells that the API has. */
async function compute({ rule, by, of }: Made): Promise<number> {
  const sums: number[] = [];
  for (const { url, column, where } of of) {
    const data = await get(url);
    sums.push(rowsOf(data, column, where).reduce((sum, i) => sum + Number(data[column]![i] ?? 0), 0));
  }
  const [a, b] = sums as [number, number];
  return { sum: a, share: a / b, change: a / b - 1, rate: a / (by ?? 1) }[rule];
}

/** An index is a double in one answer and has fifteen digits in the other. */
const isSame = (shown: string, told: string | number | null): boolean =>
  told === null ? shown === '' : shown !== '' && Math.abs(Number(shown) - Number(told)) <= 1e-12 * Math.abs(Number(told));

const profileOf = async (query = ''): Promise<Profile> => (await ask(`industry-profile.json${query}`)) as Profile;

const statementsOf = (profile: Profile): Statement[] => profile.sections.flatMap((s) => s.statements);

/** A quarter that is not the newest. */
const before = '2025-Q1';

export function profile(): void {
  test('Each number of each sentence is a link to its series, and is what its rule makes of them', () =>
    visit('/industry-profile/', async ({ page }) => {
      const told = await profileOf();
      const shown = page.locator('.statement');
      const statements = statementsOf(told);
      assert.ok(statements.length >= 8, `${statements.length} statements`);
      assert.equal(await shown.count(), statements.length);
      for (const [i, { text, numbers, links }] of statements.entries()) {
        const sentence = shown.nth(i).locator('p').first();
        assert.equal(await sentence.innerText(), usual(text));
        const anchors = await sentence.locator('a').evaluateAll((all) => all.map((a) => [a.textContent, a.getAttribute('href'), a.getAttribute('title')]));
        assert.deepEqual(anchors.map(([words, href]) => [words, href]), numbers.map((n) => [usual(n.text), n.of[0]!.url]));
        for (const [n, made] of numbers.entries()) {
          const value = await compute(made);
          assert.ok(Math.abs(value - made.value) <= 1e-9 * Math.max(1, Math.abs(value)), `${made.text}: ${made.value} and ${value} by ${made.rule} of ${JSON.stringify(made.of)}`);
          for (const { column } of made.of) assert.ok(anchors[n]![2]!.includes(column));
        }
        assert.deepEqual(await shown.nth(i).locator('.from a[aria-label$=JSON]').evaluateAll((all) => all.map((a) => a.getAttribute('href'))), links.map((l) => l.url));
      }
    }));

  test('The cells of its tables are those of the answer, and their files are the API\'s', () =>
    visit('/industry-profile/', async ({ page }) => {
      const tables = (await profileOf()).sections.flatMap((s) => s.tables);
      assert.ok(tables.length >= 5, `${tables.length} tables`);
      for (const { id, title, url, columns, rows } of tables) {
        const table = page.locator(`[id="table-${id}"]`);
        assert.equal(await table.locator('h3').innerText(), usual(title));
        if (rows.length > 20) await table.getByRole('button', { name: /Show all/ }).click();
        const lines = await table.locator('tbody tr').evaluateAll((all) => all.map((tr) => [...tr.children].map((td) => td.textContent)));
        // What the title says already is not said in each row.
        const shown = columns.map((_, i) => i).filter((i) => !rows.every((row) => typeof row[i] === 'string' && title.includes(row[i])));
        assert.deepEqual(lines, rows.map((row) => shown.map((i) => cell(row[i] ?? null, columns[i]!))), title);
        assert.equal((await page.request.get((await table.getByRole('link', { name: /^CSV of all/ }).getAttribute('href'))!)).status(), 200);
        assert.equal((await fetch(originOf() + url)).status, 200);
      }
    }));

  test('The CSV of each of its charts says what the API says, number by number', () =>
    visit('/industry-profile/', async ({ page }) => {
      const charts = (await profileOf()).sections.flatMap((s) => s.charts);
      assert.ok(charts.length >= 4, `${charts.length} charts`);
      for (const { id, kind, series } of charts) {
        const rows = readCsv((await fileOf(page, `profile-${id}`, 'CSV of this chart')).toString());
        assert.equal(rows.length, series.reduce((sum, s) => sum + s.keys.length, 0));
        for (const { name, url, column, where, keys, low } of series) {
          const data = await get(url), own = rows.filter((r) => r['series'] === name);
          const found = rowsOf(data, column, where);
          for (const [i, row] of own.entries()) {
            const label = row[kind === 'line' ? 'period' : 'name'];
            assert.equal(label, keys[i]);
            const at = found.find((r) => Object.values(data).some((values) => values[r] === label))!;
            assert.ok(isSame(row['value']!, data[column]![at]!), `${id}, ${name}, ${label}: ${row['value']} and ${data[column]![at]}`);
            if (low) assert.ok(isSame(row['low']!, data['low_80']![at]!));
          }
        }
      }
    }));

  test('The keyboard walks through a chart of the profile, and what is preliminary is told three ways', () =>
    visit('/industry-profile/', async ({ page }) => {
      const chart = (await profileOf()).sections.flatMap((s) => s.charts).find((c) => c.kind === 'line' && c.series.some((s) => s.estimated_from !== null && !s.low))!;
      const place = page.locator(`[id="profile-${chart.id}"]`), plot = place.getByRole('application');
      assert.equal(await plot.locator('.preliminary text').textContent(), 'Preliminary');
      assert.ok((await plot.locator('path.dashed').count()) > 0);
      await plot.focus();
      await page.keyboard.press('End');
      const [first] = chart.series, key = first!.keys.at(-1)!;
      const said = await plot.locator('[aria-live]').innerText();
      assert.ok(said.startsWith(periodLabel(key)) && said.includes(figure(first!.values.at(-1)!, chart.format)) && said.includes('preliminary'), said);
      await place.getByText('Table of these numbers').click();
      assert.ok((await place.locator('tbody tr').first().locator('abbr[title=preliminary]').count()) > 0);
    }));

  test('A forecast is dashed, hatched and called so, with its interval in words', () =>
    visit('/industry-profile/', async ({ page }) => {
      const chart = (await profileOf()).sections.flatMap((s) => s.charts).find((c) => c.series.some((s) => s.low))!;
      const place = page.locator(`[id="profile-${chart.id}"]`), plot = place.getByRole('application');
      assert.match((await plot.locator('.preliminary text').textContent())!, /orecast$/);
      assert.ok((await plot.locator('path.dashed').count()) > 0);
      await plot.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowDown');
      const forecast = chart.series.find((s) => s.low)!;
      const said = await plot.locator('[aria-live]').innerText();
      for (const part of [forecast.low!.at(-1)!, forecast.high!.at(-1)!, forecast.values.at(-1)!]) assert.ok(said.includes(figure(part, chart.format)), said);
      assert.match(said, /forecast, four times in five between/);
    }));

  test('Counts of the same thing that do not agree stand side by side', () =>
    visit('/industry-profile/', async ({ page }) => {
      const words = await page.locator('#structure').innerText();
      assert.match(words, /121,800 .*29,900/s);
      assert.match(words, /are not merged/);
    }));

  test('Quarter and day stand in the address, go along to the files, and lead back', () =>
    visit('/industry-profile/', async ({ page }) => {
      const newest = (await profileOf()).quarter!;
      assert.ok((await page.locator('.lead').innerText()).includes(periodLabel(newest)));
      await page.getByLabel('Quarter', { exact: true }).selectOption(before);
      await page.waitForURL(/quarter=2025-Q1/);
      await settled(page);
      const told = await profileOf(`?quarter=${before}`);
      assert.ok((await page.locator('.lead').innerText()).includes('Q1 2025'));
      assert.equal(await page.locator('.statement p').first().innerText(), usual(told.sections[0]!.statements[0]!.text));
      assert.equal(await page.getByRole('link', { name: 'PDF' }).getAttribute('href'), `/api/v1/industry-profile.pdf?quarter=${before}`);
      await page.goBack();
      await until('the newest quarter is back', async () => (await page.locator('.lead').innerText()).includes(periodLabel(newest)));
    }));

  test('The profile of a day is pinned, each of its links with it', () =>
    visit(`/industry-profile/?quarter=${before}&as_of=${new Date().toISOString().slice(0, 10)}`, async ({ page }) => {
      const hrefs = await page.locator('.statement p a').evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
      assert.ok(hrefs.length > 8 && hrefs.every((href) => href.includes('as_of=')), hrefs.join('\n'));
      assert.match((await page.getByRole('link', { name: 'PDF' }).getAttribute('href'))!, /quarter=2025-Q1&as_of=\d{4}-\d\d-\d\d$/);
    }));

  test('The contents lead to their sections by keyboard', () =>
    visit('/industry-profile/', async ({ page }) => {
      const link = page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Sources and method' });
      await link.focus();
      await page.keyboard.press('Enter');
      await until('the section is in view', async () => (await page.locator('#sources').boundingBox())!.y < 1080);
      assert.match(page.url(), /#sources$/);
    }));

  test('A quarter without figures says what is missing, and a mistake in the address is named', async () => {
    await visit('/industry-profile/?quarter=2018-Q1', async ({ page }) => assert.match(await page.locator('main').innerText(), /cannot be told: 2018-01.*not published/s));
    await visit('/industry-profile/?quarter=2018-Q7', async ({ page }) => assert.match(await page.locator('main').innerText(), /not understood and is ignored: quarter=2018-Q7/));
  });

  const failing = async (use: (page: Page) => Promise<void>): Promise<void> => {
    try {
      await visit('/industry-profile/', ({ page }) => use(page), { throughProxy: true });
    } finally {
      proxyRules().length = 0;
    }
  };

  test('When the API fails the profile on screen stays, and trying again helps', () =>
    failing(async (page) => {
      proxyRules().push({ path: /industry-profile\.json/, status: 503 });
      await page.getByLabel('Quarter', { exact: true }).selectOption(before);
      assert.match(await page.getByRole('alert').innerText(), /The industry profile could not be loaded.*HTTP 503.*What you see is the release of/s);
      assert.ok(await page.locator('#profile-world_smelting svg.plot').isVisible());
      proxyRules().length = 0;
      await page.getByRole('button', { name: 'Try again' }).click();
      await until('the quarter is told', async () => (await page.locator('.lead').innerText()).includes('Q1 2025'));
    }));

  test('A print is a report: sections and charts, without what only a screen can do', () =>
    visit('/industry-profile/', async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      for (const part of ['.panel', '.actions', '.from', '.head nav', '.strip form']) assert.equal(await page.locator(part).filter({ visible: true }).count(), 0, part);
      for (const part of ['#summary', '#profile-world_smelting svg.plot', '#sources']) assert.ok(await page.locator(part).isVisible(), part);
    }));
}
