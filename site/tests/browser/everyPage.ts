import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { notFound, pages } from '../../src/shell/site.ts';
import { isServed, proxyRules, visit, type Visit } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe finds wrong, in words. */
async function findings(page: Page): Promise<string[]> {
  // The policy of the page lets no script in; what the browser itself evaluates is not of the page.
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { violations: Finding[] };
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`));
}

/** What was there while the page loaded has stayed where it was. */
async function standsStill(page: Page): Promise<void> {
  const moved = (await page.evaluate('shifts.reduce((a, b) => a + b, 0)')) as number;
  assert.ok(moved < 0.02, `cumulative layout shift ${moved}`);
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
  test('Where there is no page, the page that says so comes, with the way to all others', () =>
    visit('/nowhere/', async ({ page }) => {
      assert.equal(await page.locator('h1').innerText(), notFound.title);
      assert.equal(await page.locator('main li').count(), pages.length);
    }));

  for (const { path, title } of [...pages, notFound]) {
    test(`${path}: no violation in light or dark, no complaint, no stranger, nothing moves`, () =>
      visit(path, async (seen) => {
        const { page } = seen;
        assert.equal(await page.locator('h1').innerText(), title);
        await standsStill(page);
        assert.deepEqual(await findings(page), []);
        await page.emulateMedia({ colorScheme: 'dark' });
        assert.deepEqual(await findings(page), []);
        assert.deepEqual(await unexpected(seen), []);
        assert.deepEqual(seen.strangers, []);
      }));

    test(`${path} on a telephone: no violation, and 320 pixels hold it`, () =>
      visit(path, async ({ page }) => {
        await standsStill(page);
        assert.deepEqual(await findings(page), []);
        await page.setViewportSize({ width: 320, height: 640 });
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
        // Links and buttons that can be hit with a thumb.
        const small = await page.evaluate(`[...document.querySelectorAll('header a, button, select')].filter((e) => e.offsetHeight > 0 && e.offsetHeight < 24).map((e) => e.outerHTML)`);
        assert.deepEqual(small, []);
      }, { viewport: { width: 375, height: 812 }, hasTouch: true }));

    test(`${path} without script keeps to its policy and points to the files`, () =>
      visit(path, async ({ page }) => {
        const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
        assert.match(policy!, /default-src 'none'; script-src 'self' 'sha256-[\w+/=]+'; style-src 'self' 'sha256-[\w+/=]+'; /);
        assert.doesNotMatch(policy!, /unsafe/);
        assert.doesNotMatch(await page.content(), /\son[a-z]+=|\sstyle=|javascript:/);
        assert.equal(await page.locator('h1').innerText(), title);
        await page.locator('noscript').getByRole('link', { name: 'imports by country' }).waitFor();
        assert.match(await page.locator('footer').innerText(), /Not a U\.S\. government website/);
        assert.ok(await page.getByRole('navigation', { name: 'Pages' }).isVisible());
      }, { javaScriptEnabled: false, wait: false }));
  }

  for (const path of ['/imports/', '/supply-chain/', '/global/', '/alerts/'])
    test(`${path} on a telephone shows its figures before its choices`, () =>
      visit(path, async ({ page }) => {
        const panel = page.getByRole('form', { name: 'What to show' });
        assert.equal(await panel.isVisible(), false);
        const button = page.getByRole('button', { name: 'Choose what to show' });
        assert.equal(await button.getAttribute('aria-expanded'), 'false');
        await button.click();
        assert.ok(await panel.getByRole('combobox').first().isVisible());
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 375);
        assert.deepEqual(await findings(page), []);
        await page.getByRole('button', { name: 'Hide the choices' }).click();
        assert.equal(await panel.isVisible(), false);
        await page.setViewportSize({ width: 1280, height: 900 });
        assert.ok(await panel.isVisible());
      }, { viewport: { width: 375, height: 812 }, hasTouch: true }));

  test('A sample is called a sample on its page and in its source line', async () => {
    proxyRules().push({ path: /\/api\/v1\/(?!status).*\.json/, change: (json) => ({ ...json, meta: { ...(json['meta'] as object), sample: true } }) });
    try {
      await visit('/imports/?by=product', async ({ page }) => {
        assert.match(await page.locator('.strip').innerText(), /Sample data\. The figures are synthetic, not real\./);
        assert.match(await page.locator('#us-imports .source').innerText(), /Sample data: not real/);
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
