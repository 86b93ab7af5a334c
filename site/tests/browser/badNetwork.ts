import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Rule } from './proxy.ts';
import { periodLabel } from '../../src/core/periods.ts';
import { lastCensus } from './recording.ts';
import { proxyRules, settled, until, visit } from './stage.ts';

/** Plays with rules in force and takes them back whatever comes. */
async function under(path: string, rules: Rule[], use: (page: Page) => Promise<void>): Promise<void> {
  proxyRules().push(...rules);
  try {
    await visit(path, ({ page }) => use(page), { throughProxy: true, wait: false });
  } finally {
    proxyRules().length = 0;
  }
}

const figures = /us-imports\.json/;

export function badNetwork(): void {
  for (const [how, rule, words] of [
    ['is out of order', { path: figures, status: 503 }, /could not be loaded.*HTTP 503/s],
    ['hangs up', { path: figures, cut: true }, /could not be loaded.*could not be reached/s],
  ] as const)
    test(`An API that ${how} is told once, and trying again helps`, () =>
      under('/imports/?by=product', [rule], async (page) => {
        const alert = page.getByRole('alert');
        await alert.waitFor();
        assert.match(await alert.innerText(), words);
        assert.equal(await alert.count(), 1);
        assert.ok(await page.getByRole('navigation').isVisible());
        proxyRules().length = 0;
        await page.getByRole('button', { name: 'Try again' }).click();
        await page.locator('#us-imports svg.plot').waitFor();
        assert.equal(await alert.count(), 0);
      }));

  test('The last good figures stay when the next question fails', () =>
    under('/imports/', [], async (page) => {
      await settled(page);
      const before = await page.locator('#us-imports svg.plot').innerHTML();
      proxyRules().push({ path: figures, status: 503 });
      await page.locator('.panel summary').click();
      await page.getByLabel('Products counted').selectOption('usgs');
      await page.getByRole('alert').waitFor();
      assert.match(await page.getByRole('alert').innerText(), /What you see is the release of/);
      assert.ok((await page.locator('#us-imports svg.plot').innerHTML()).length > before.length / 2);
    }));

  test('A visitor who comes back while the API is down sees the last release', () =>
    under('/imports/?by=product', [], async (page) => {
      await settled(page);
      const lead = await page.locator('.lead').innerText();
      proxyRules().push({ path: /\/api\//, cut: true });
      await page.evaluate('new Promise((done) => setTimeout(done, 200))');
      const session = await page.context().newCDPSession(page);
      await session.send('Network.clearBrowserCache');
      await page.reload();
      await page.getByRole('alert').waitFor();
      assert.equal(await page.locator('.lead').innerText(), lead);
      assert.ok(await page.locator('#us-imports svg.plot').isVisible());
    }));

  test('While a slow answer is awaited the page stands and says so', () =>
    under('/imports/?by=product', [{ path: figures, stallMs: 1500 }], async (page) => {
      await page.locator('.chart-empty').waitFor();
      assert.match(await page.locator('.chart-empty').innerText(), /Loading/);
      assert.equal(await page.locator('#us-imports').getAttribute('aria-busy'), 'true');
      assert.ok(await page.getByRole('navigation').isVisible());
      await page.locator('#us-imports svg.plot').waitFor();
    }));

  test('A late release is called late, and an open issue is listed', () =>
    under('/status/', [{
      path: /status\.json/,
      change: (json) => ({
        ...json, issue_count: 1, issues: [{ kind: 'sum-mismatch', feed: 'census-imports', detail: 'the sum over countries is not the total' }],
        feeds: (json['feeds'] as object[]).map((f) => ({ ...f, stale: true })),
      }),
    }], async (page) => {
      await page.getByText('late', { exact: true }).first().waitFor();
      assert.match(await page.locator('.lead').innerText(), /^Late: Census: imports/);
      assert.match(await page.locator('main').innerText(), /the sum over countries is not the total/);
    }));

  test('A data set that is not there yet is explained', () =>
    under('/supply-chain/?product=foil', [{ path: /smelt\.json/, status: 404 }], async (page) => {
      await page.getByText('is not served here yet').waitFor();
      assert.equal(await page.getByRole('alert').count(), 0);
    }));

  test('Withheld figures are a gap with a word, never a zero', () =>
    under('/imports/?by=total', [{
      path: figures,
      change: (json) => {
        const { period, series } = json['data'] as { period: string[]; series: Record<string, unknown>[] };
        const place = period.indexOf(lastCensus);
        for (const s of series) {
          for (const name of ['quantity_t', 'value_usd', 'unit_value_usd_per_t']) s[name] = (s[name] as unknown[]).map((v, i) => (i === place ? null : v));
          s['status'] = `${String(s['status']).slice(0, place)}C${String(s['status']).slice(place + 1)}`;
        }
        return json;
      },
    }], async (page) => {
      await settled(page);
      assert.match(await page.locator('#us-imports').innerText(), /Withheld: a gap/);
      const chart = page.getByRole('application').first();
      await chart.focus();
      await page.keyboard.press('End');
      const voice = chart.locator('[aria-live]');
      await until('the cursor is there', async () => {
        await page.keyboard.press('ArrowLeft');
        return (await voice.innerText()).startsWith(periodLabel(lastCensus));
      });
      assert.match(await voice.innerText(), /withheld/);
    }));
}
