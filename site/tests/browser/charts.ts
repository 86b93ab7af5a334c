import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Meta } from '../../src/core/types.ts';
import { measures } from '../../src/core/format.ts';
import { addMonths, firstOpenMonth, periodLabel } from '../../src/core/periods.ts';
import { lastCensus } from './recording.ts';
import { ask, visit } from './stage.ts';

export function charts(): void {
  test('The keyboard moves through a chart, and what it finds is spoken', () =>
    visit('/', async ({ page }) => {
      const { data, meta } = (await ask('us-imports.json')) as { data: { period: string[]; quantity_t: number[] }; meta: Meta };
      // Months that are not over are not drawn.
      const drawn = data.period.filter((p) => p < firstOpenMonth(meta.license_through)!).length;
      const chart = page.getByRole('application').first(), voice = chart.locator('[aria-live]');
      await chart.focus();
      await page.keyboard.press('End');
      const said = async (index: number): Promise<void> => {
        const text = await voice.innerText();
        assert.ok(text.startsWith(periodLabel(data.period[drawn + index]!)), text);
        assert.ok(text.includes(measures.quantity_t.text(data.quantity_t[drawn + index]!)), text);
      };
      await said(-1);
      await page.keyboard.press('ArrowLeft');
      await said(-2);
      await page.keyboard.press('PageUp');
      await said(-14);
      assert.ok(await chart.locator('.tip').isVisible());
      await page.keyboard.press('Escape');
      assert.equal(await chart.locator('.tip').count(), 0);
      assert.equal(await voice.innerText(), '');
    }));

  test('Up and down choose the line that is spoken', () =>
    visit('/imports/', async ({ page }) => {
      const chart = page.getByRole('application').first(), voice = chart.locator('[aria-live]');
      await chart.focus();
      await page.keyboard.press('End');
      const first = await voice.innerText();
      await page.keyboard.press('ArrowDown');
      assert.notEqual(await voice.innerText(), first);
      await page.keyboard.press('ArrowUp');
      assert.equal(await voice.innerText(), first);
    }));

  test('The pointer shows the values of its period', () =>
    visit('/', async ({ page }) => {
      const chart = page.getByRole('application').first();
      await chart.hover({ position: { x: 400, y: 100 } });
      assert.match(await chart.locator('.tip').innerText(), /^[A-Z][a-z]{2} \d{4}\s+[\d,]+ t\s+Census/);
    }));

  test('The keyboard walks through a flow, place by place, and says where the tons go', () =>
    visit('/supply-chain/', async ({ page }) => {
      const { data } = (await ask('supply-chain.json?shape=records')) as { data: { period: string; smelt_name: string; quantity_t: number }[] };
      const flow = page.locator('#supply-chains').getByRole('application'), voice = flow.locator('[aria-live]');
      await flow.focus();
      await page.keyboard.press('Home');
      const name = /^Smelt: (.+?)\. ([\d,]+) t/.exec(await voice.innerText())!;
      const newest = data.map((r) => r.period).filter((p) => p <= lastCensus || p === addMonths(lastCensus, 1)).sort().at(-1);
      const tons = data.filter((r) => r.period === newest && r.smelt_name === name[1]).reduce((sum, r) => sum + r.quantity_t, 0);
      assert.equal(`${name[2]} t`, measures.quantity_t.text(tons));
      assert.match(await voice.innerText(), /to cast Canada [\d,]+ t/);
      await page.keyboard.press('End');
      assert.match(await voice.innerText(), /^Origin: .+ t .*from cast /);
      assert.ok(await flow.locator('path[stroke="var(--series-2)"]').count() > 0, 'its ribbons are lit');
    }));

  test('The map has a circle for each country that sent something, and the keyboard finds them', () =>
    visit('/imports/', async ({ page }) => {
      await page.getByRole('heading', { name: /side by side/ }).scrollIntoViewIfNeeded();
      const map = page.locator('#import-map').getByRole('application'), voice = map.locator('[aria-live]');
      await map.focus();
      await page.keyboard.press('Home');
      assert.match(await voice.innerText(), /^Canada\. [\d,]+ t .*% of all.*preliminary in part/);
      const rows = await page.locator('#import-map tbody tr').count();
      // Two more say what a size means.
      assert.equal(await map.locator('circle').count(), rows + 2);
      await page.keyboard.press('End');
      assert.notEqual(await voice.innerText(), '');
      assert.ok((await map.locator('pattern').count()) > 0, 'hatched, because part of it is preliminary');
    }));

  for (const kind of ['line', 'stack'])
    test(`Preliminary values are told three ways in a ${kind} chart`, () =>
      visit(`/imports/?chart=${kind}`, async ({ page }) => {
        const chart = page.getByRole('application').first();
        assert.equal(await chart.locator('.preliminary text').textContent(), 'Preliminary');
        assert.ok((await chart.locator('pattern').count()) > 0, 'hatched');
        if (kind === 'line') assert.ok((await chart.locator('path.dashed').count()) >= 5, 'dashed');
        else assert.ok((await chart.locator('g > rect[fill^="url("][stroke^="var("]').count()) >= 5, 'hatched bars with an outline');
        await chart.focus();
        await page.keyboard.press('End');
        assert.match(await chart.locator('[aria-live]').innerText(), /preliminary/);
        const words = await page.locator('#us-imports').innerText();
        assert.match(words, /Preliminary \(dashed, hatched\): from import licenses/);
        assert.match(words, /Months that are not over are not drawn/);
        await page.getByText('Table of these numbers').first().click();
        assert.ok((await page.locator('#us-imports tbody tr').first().locator('abbr[title=preliminary]').count()) >= 5, 'marked in the table');
      }));

  test('The table of a chart has its numbers, newest first', () =>
    visit('/imports/?by=region&from=2024-01&to=2024-12', async ({ page }) => {
      await page.getByText('Table of these numbers').first().click();
      const table = page.locator('#us-imports table');
      assert.equal(await table.locator('tbody tr').count(), 12);
      assert.equal(await table.locator('tbody th').first().innerText(), 'Dec 2024');
      const { data } = (await ask('us-imports.json?by=region&from=2024-12&to=2024-12')) as { data: { region_name: string[]; quantity_t: number[] } };
      const headings = await table.locator('thead th').allInnerTexts(), cells = await table.locator('tbody tr').first().locator('td').allInnerTexts();
      data.region_name.forEach((name, i) => {
        const column = headings.indexOf(name);
        if (column > 0) assert.equal(cells[column - 1]!.replace(/r$/, ''), measures.quantity_t.text(data.quantity_t[i]!));
      });
    }));

  test('Nothing of a dark page keeps a colour of the light one', () =>
    visit('/imports/', async ({ page }) => {
      const back = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      assert.equal(back, 'rgb(25, 31, 38)');
      const first = await page.locator('.chart g[fill=none]').first().evaluate((g) => getComputedStyle(g).stroke);
      assert.equal(first, 'rgb(230, 200, 79)');
    }, { colorScheme: 'dark' }));
}
