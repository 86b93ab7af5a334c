import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { measures, percent, signedPercent } from '../../src/core/format.ts';
import { addMonths, periodLabel } from '../../src/core/periods.ts';
import type { Reporter } from '../../src/core/status.ts';
import { inWords } from '../../src/core/world.ts';
import { readCsv } from './csv.ts';
import { fileOf } from './downloads.ts';
import { lastCensus, lastTold } from './recording.ts';
import { ask, askText, proxyRules, settled, visit } from './stage.ts';

interface Flow {
  period: string;
  reporter: string;
  reporter_name: string;
  partner_name: string;
  quantity_t: number;
}

interface Total {
  period: string;
  quantity_t: number;
  value_usd: number;
  sources: number;
  sources_missing: string;
}

const records = async <T>(question: string): Promise<T[]> => ((await ask(`${question}${question.includes('?') ? '&' : '?'}shape=records`)) as { data: T[] }).data;

/** All but South Africa and Russia have told of it. */
const fairMonth = addMonths(lastCensus, -1);

const figure = (page: Page): Promise<string> => page.locator('#world-trade').innerText();

export function world(): void {
  test('The sentence names the largest flow of the newest month that is fairly complete, and the figures are the API\'s', () =>
    visit('/global/', async ({ page }) => {
      const [total] = await records<Total>(`global-trade.json?from=${fairMonth}&to=${fairMonth}`);
      const flows = (await records<Flow>(`global-trade.json?by=reporter,partner&from=${fairMonth}&to=${fairMonth}`)).sort((a, b) => b.quantity_t - a.quantity_t);
      const largest = flows[0]!, missing = total!.sources_missing.split(';').filter((c) => c !== '').length;
      const text = measures.quantity_t.text;
      assert.equal(
        await page.locator('.lead').innerText(),
        `More aluminum went from ${inWords(largest.reporter_name)} to ${inWords(largest.partner_name)} in ${periodLabel(fairMonth, 'M', true)} than from any country to another: `
        + `${text(largest.quantity_t)}, ${percent(largest.quantity_t / total!.quantity_t)} of all exports that ${total!.sources} of ${total!.sources + missing} countries have reported.`,
      );
      const kpis = await page.locator('.kpis').innerText();
      for (const part of [text(total!.quantity_t), measures.value_usd.text(total!.value_usd), `by ${total!.sources} of ${total!.sources + missing} reporters`, text(largest.quantity_t)]) assert.ok(kpis.includes(part), part);
      assert.ok((await page.locator('#world-flows').innerText()).includes(`Who shipped aluminum to whom, ${periodLabel(fairMonth, 'M', true)}`));
    }));

  for (const [address, code] of [
    ['/global/?from=2024-01&to=2024-12', 'reporter'],
    ['/global/?by=partner&reporter=CA&freq=Q&measure=value_usd&chart=stack', 'partner'],
    ['/global/?by=category&flow=M&freq=YTD', 'category'],
    ['/global/?by=partner&reporter=RU&basis=mirror', 'partner'],
    ['/global/?by=partner&reporter=DE&flow=M&basis=gap&show=share', 'partner'],
  ] as const)
    test(`The CSV of ${address} says what the API says, number by number`, () =>
      visit(address, async ({ page }) => {
        const rows = readCsv((await fileOf(page, 'world-trade', 'CSV of this chart')).toString()).filter((r) => r[code] !== '');
        const query = new URLSearchParams(address.split('?')[1]);
        const isGap = query.get('basis') === 'gap';
        for (const name of ['chart', 'measure', 'show']) query.delete(name);
        query.set('by', code);
        const truth = new Map(readCsv(await askText(`global-trade.csv?${query}`)).map((r) => [`${r['period']} ${r[code]}`, r]));
        assert.ok(rows.length > 10, `${rows.length} rows`);
        for (const row of rows) {
          const said = truth.get(`${row['period']} ${row[code]}`)!;
          for (const name of ['quantity_t', 'value_usd', ...(isGap ? [] : ['unit_value_usd_per_t', 'sources'])])
            assert.equal(row[name] === '' ? null : Number(row[name]), said[name] === '' ? null : Number(said[name]), `${row['period']} ${row[code]} ${name}`);
          assert.equal(row['status'], said['status']);
          if (isGap) assert.ok(Math.abs(Number(row['gap_share']) - Number(said['quantity_gap_share'])) < 1e-9, `${row['gap_share']} and ${said['quantity_gap_share']}`);
        }
      }));

  test('A country that is silent is shown by its partners on request, never as an empty chart', () =>
    visit('/global/?reporter=RU&by=partner&from=2024-01', async ({ page }) => {
      assert.match(await page.locator('main .notice').innerText(), /Russian Federation has reported nothing since March 2023\..*Its partners report/s);
      assert.equal(await page.locator('#world-trade').count(), 0);
      await page.getByRole('button', { name: 'Show what its partners report' }).click();
      await page.waitForURL(/basis=mirror/);
      await settled(page);
      assert.ok(await page.locator('#world-trade svg.plot').isVisible());
      assert.match(await page.locator('.lead').innerText(), /^By what \d+ partners report, the Russian Federation exported [\d,]+ t of aluminum/);
      const words = await figure(page);
      assert.match(words, /estimated from partners/);
      assert.match(words, /mirror: estimated from what their partners report; values with freight and insurance \(CIF\)/);
      const chart = page.locator('#world-trade').getByRole('application');
      await chart.focus();
      await page.keyboard.press('Home');
      assert.match(await chart.locator('[aria-live]').innerText(), /estimated/);
    }));

  test('A total says whom it waits for, dashed, hatched, in words and aloud', () =>
    visit('/global/?by=total', async ({ page }) => {
      const newest = (await records<Total>('global-trade.json')).at(-1)!;
      const names = new Map((await records<{ reporter: string; reporter_name: string }>('global-trade.json?by=reporter')).map((r) => [r.reporter, r.reporter_name]));
      const missing = newest.sources_missing.split(';');
      assert.equal(newest.period, lastCensus);
      assert.ok(missing.length > 5, newest.sources_missing);
      const chart = page.locator('#world-trade').getByRole('application');
      assert.equal(await chart.locator('.preliminary text').textContent(), 'Not all have reported');
      assert.equal(await chart.locator('path.dashed').count(), 1);
      await chart.focus();
      await page.keyboard.press('End');
      const said = await chart.locator('[aria-live]').innerText();
      assert.ok(said.startsWith(periodLabel(lastCensus)) && said.includes(measures.quantity_t.text(newest.quantity_t)), said);
      assert.ok(said.includes(`waits for ${missing.slice(0, 3).map((c) => names.get(c)).join(', ')} and ${missing.length - 3} others`), said);
      await page.getByText('Who is waited for, by period').click();
      const first = await page.locator('#world-trade .event-list li').first().innerText();
      assert.equal(first, `${periodLabel(lastCensus)}: ${missing.map((c) => names.get(c)).join(', ')}`);
      await page.getByText('Table of these numbers').first().click();
      assert.equal(await page.locator('#world-trade tbody tr').first().locator('abbr[title="not all have reported"]').count(), 1);
    }));

  test('A gap tells both sides and its share of the reported', () =>
    visit('/global/?by=total&reporter=CA&basis=gap&freq=Y', async ({ page }) => {
      const year = (await records<Record<string, number>>('global-trade.json?reporter=CA&basis=gap&freq=Y&from=2024-01&to=2024-12'))[0]!;
      const chart = page.locator('#world-trade').getByRole('application'), voice = chart.locator('[aria-live]');
      await chart.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      const text = measures.quantity_t.text;
      assert.equal(await voice.innerText(), `2024. ${text(year['quantity_t']!)} ${text(year['reported_quantity_t']!)} reported, ${text(year['mirror_quantity_t']!)} by partners`);
      await page.getByRole('radio', { name: 'Share of reported' }).check();
      await chart.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      assert.ok((await voice.innerText()).startsWith(`2024. ${signedPercent(year['quantity_gap_share']!)}`), await voice.innerText());
    }));

  test('The table of partners is the API\'s: rank, share, change, and how the rank moved in words', () =>
    visit('/global/?reporter=CN&by=partner&flow=M', async ({ page }) => {
      const truth = await records<{ rank: number; partner_name: string; value_usd: number; share: number; value_yoy: number | null; rank_change: number | null }>('top-partners.json?reporter=CN&flow=M&limit=20');
      const rows = page.locator('#top-partners tbody tr');
      assert.equal(await rows.count(), truth.length);
      for (const [i, t] of truth.entries()) {
        const cells = await rows.nth(i).locator('td, th').allInnerTexts();
        assert.equal(Number(cells[0]), t.rank);
        assert.match(cells[1]!, t.rank_change === null ? /new/ : t.rank_change === 0 ? /same rank/ : t.rank_change > 0 ? /▲ \d+\s*up \d+/ : /▼ \d+\s*down \d+/);
        assert.deepEqual(cells.slice(2, 6), [t.partner_name, measures.value_usd.text(t.value_usd), percent(t.share), t.value_yoy === null ? 'none then' : signedPercent(t.value_yoy)]);
      }
      assert.equal(await page.locator('#top-partners svg.plot rect').count(), Math.min(10, truth.length));
    }));

  test('Each country is in time, late or silent, and the late ones come first', () =>
    visit('/global/', async ({ page }) => {
      const { reporters } = (await ask('status.json')) as { reporters: Reporter[] };
      assert.equal(reporters.find((r) => r.reporter === 'ZA')!.newest_period, lastTold['ZA']);
      const table = page.locator('#reporters');
      assert.match(await table.innerText(), /1 country is later than usual: South Africa\. Silent for more than a year: Russian Federation/);
      const rows = await table.locator('tbody tr').allInnerTexts();
      assert.match(rows[0]!, new RegExp(`^South Africa\\s+${periodLabel(lastTold['ZA']!)}\\s+\\d+\\s+\\d+\\s+late`));
      assert.match(rows[1]!, /^Russian Federation\s+Mar 2023\s+\d+\s+\d+\s+silent/);
      assert.match(rows[2]!, /in time$/);
    }));

  test('A day before the first figures, and a selection without trade, are told in words', async () => {
    await visit('/global/?as_of=2017-06-30', async ({ page }) => assert.match(await page.locator('main').innerText(), /No trade in this selection\. Nobody who reports tells of any/));
    await visit('/global/?category=7605', async ({ page }) => {
      assert.match(await page.locator('main').innerText(), /No trade in this selection/);
      await page.getByRole('button', { name: /Show all countries/ }).click();
      await settled(page);
      assert.ok(await page.locator('#world-trade svg.plot').isVisible());
    });
  });

  test('When the API fails, world trade of the last release stays and the failure is told', async () => {
    proxyRules().push({ path: /global-trade\.json/, status: 503 });
    try {
      await visit('/global/', async ({ page }) => {
        await page.getByLabel('Category').selectOption('7607');
        assert.match(await page.getByRole('alert').innerText(), /World trade could not be loaded.*HTTP 503.*What you see is the release of/s);
        assert.ok(await page.locator('#world-trade svg.plot').isVisible());
      }, { throughProxy: true });
    } finally {
      proxyRules().length = 0;
    }
  });

  test('The frame of a chart of world trade is pinned and stands alone', () =>
    visit('/global/?by=category', async ({ page }) => {
      await page.locator('#world-trade').getByRole('button', { name: 'Embed' }).click();
      const source = /src="([^"]+)"/.exec(await page.getByLabel(/Frame for another site/).inputValue())![1]!.replaceAll('&amp;', '&');
      assert.match(source, /by=category&as_of=\d{4}-\d\d-\d\d&embed=world-trade$/);
      await page.goto(source);
      await settled(page);
      assert.ok(await page.locator('#world-trade svg.plot').isVisible());
      for (const part of ['header', '.panel', '.kpis', '#top-partners', '#reporters']) assert.equal(await page.locator(part).filter({ visible: true }).count(), 0, part);
    }));
}
