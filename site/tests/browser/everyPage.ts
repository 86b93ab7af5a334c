import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { pages } from '../../src/shell/site.ts';
import { isServed, proxyRules, visit, type Visit } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe finds wrong, in words. */
async function findings(page: Page): Promise<string[]> {
  // The policy of the page lets no script in; one that the browser evaluates is not of the page.
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { violations: Finding[] };
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`));
}

/** A data set that is not served yet is a 404, which browsers report. */
async function unexpected({ complaints }: Visit): Promise<string[]> {
  const left = [];
  for (const complaint of complaints) {
    const name = /404 .*\/api\/v1\/([a-z-]+)\.json/.exec(complaint)?.[1];
    if (!name || (await isServed(name))) left.push(complaint);
  }
  return left;
}

export function everyPage(): void {
  for (const page of pages) {
    for (const [look, options] of Object.entries({
      light: {},
      dark: { colorScheme: 'dark' as const },
      'a telephone': { viewport: { width: 375, height: 812 }, hasTouch: true },
    })) {
      test(`${page.path} in ${look}: no violation, no complaint, no stranger`, () =>
        visit(page.path, async (seen) => {
          assert.equal(await seen.page.locator('h1').count(), 1);
          assert.deepEqual(await findings(seen.page), []);
          assert.deepEqual(await unexpected(seen), []);
          assert.deepEqual(seen.strangers, []);
        }, options));
    }

    test(`${page.path} fits into 320 pixels and says whose it is not`, () =>
      visit(page.path, async ({ page: p }) => {
        assert.equal(await p.evaluate('document.documentElement.scrollWidth'), 320);
        assert.match(await p.locator('footer').innerText(), /Not a U\.S\. government website/);
        // Links and buttons that can be hit with a thumb.
        const small = await p.evaluate(`[...document.querySelectorAll('header a, button, select')].filter((e) => e.offsetHeight > 0 && e.offsetHeight < 24).map((e) => e.outerHTML)`);
        assert.deepEqual(small, []);
      }, { viewport: { width: 320, height: 640 } }));

    test(`${page.path} has a policy and keeps to it`, () =>
      visit(page.path, async ({ page: p }) => {
        const policy = await p.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
        assert.match(policy!, /default-src 'none'; script-src 'self'; style-src 'self'/);
        assert.doesNotMatch(policy!, /unsafe/);
        const html = await (await p.request.get(page.path)).text();
        assert.doesNotMatch(html, /\son[a-z]+=|\sstyle=|<script>|javascript:/);
      }, { wait: false }));

    test(`${page.path} without script points to the files`, () =>
      visit(page.path, async ({ page: p }) => {
        assert.equal(await p.locator('h1').innerText(), page.title);
        await p.locator('noscript').getByRole('link', { name: 'imports by country' }).waitFor();
        assert.ok(await p.getByRole('navigation').isVisible());
      }, { javaScriptEnabled: false, wait: false }));

    test(`${page.path} stands still while it loads`, () =>
      visit('/robots.txt', async ({ page: p }) => {
        await p.addInitScript(`window.shifts = []; new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) shifts.push(e.value); }).observe({ type: 'layout-shift', buffered: true });`);
        await p.goto(page.path);
        await p.waitForLoadState('networkidle');
        await p.waitForTimeout(200);
        const sum = (await p.evaluate('shifts.reduce((a, b) => a + b, 0)')) as number;
        assert.ok(sum < 0.02, `cumulative layout shift ${sum}`);
      }, { wait: false }));
  }

  test('A sample is called a sample on its page and in its source line', async () => {
    proxyRules().push({ path: /us-imports\.json/, change: (json) => ({ ...json, meta: { ...(json['meta'] as object), sample: true } }) });
    try {
      await visit('/', async ({ page }) => {
        assert.match(await page.locator('.strip').innerText(), /Sample data\. The figures are synthetic, not real\./);
        assert.match(await page.locator('#us-imports-total .source').innerText(), /Sample data: not real/);
      }, { throughProxy: true });
    } finally {
      proxyRules().length = 0;
    }
  });

  test('A wide screen is used, and a print has no controls', () =>
    visit('/imports/', async ({ page }) => {
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 3840);
      await page.emulateMedia({ media: 'print' });
      for (const part of ['.panel', '.actions', '.head nav']) assert.equal(await page.locator(part).first().isVisible(), false, part);
      assert.ok(await page.locator('.chart').first().isVisible());
    }, { viewport: { width: 3840, height: 2160 } }));

  test('The first key leads past the navigation', () =>
    visit('/', async ({ page }) => {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to the content');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate('document.activeElement.id'), 'content');
    }));
}
