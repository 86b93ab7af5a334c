import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Dense } from '../../src/core/types.ts';
import { pages } from '../../src/shell/site.ts';
import { adminKey } from './app.ts';
import { daysAgo, newestLicenses } from './recording.ts';
import { ask, askSite, originOf, proxyRules, settled, until, visit } from './stage.ts';

const withFigures = pages.filter((p) => ['home', 'imports', 'supply-chain', 'global', 'industry-profile', 'accuracy'].includes(p.entry));

/** The first lead of the document, before any script has run. */
const noteFirstLead = `new MutationObserver((_, observer) => {
  const lead = document.querySelector('#app main .lead');
  if (lead) { window.firstLead = lead; observer.disconnect(); }
}).observe(document, { subtree: true, childList: true });`;

const publicationOf = (html: string): string => /data-publication="([^"]+)"/.exec(html)![1]!;

export function published(): void {
  for (const { path } of withFigures)
    test(`${path} without script shows its sentence, its first chart, and of which day they are`, () =>
      visit(path, async ({ page }) => {
        assert.match(await page.locator('.lead').innerText(), /\d/);
        assert.ok(await page.locator('.chart svg.plot:visible .axis text').first().isVisible());
        assert.equal(await page.locator('.figure').first().locator('svg.plot:visible').count(), 1);
        assert.match(await page.locator('.figure .source').first().innerText(), /Published \d+ [A-Z][a-z]{2} \d{4}, version [0-9a-f]+/);
        assert.match(await page.locator('noscript').innerText(), /those published on \d{4}-\d\d-\d\d/);
      }, { javaScriptEnabled: false, wait: false }));

  for (const { path } of withFigures)
    test(`${path} comes alive in place, from files alone`, () =>
      visit('/method/', async ({ page }) => {
        const asked: string[] = [];
        await page.addInitScript(noteFirstLead);
        page.on('request', (r) => asked.push(`${r.method()} ${new URL(r.url()).pathname}`));
        await page.goto(path);
        await settled(page);
        assert.equal(await page.evaluate('firstLead === document.querySelector("#app main .lead")'), true);
        assert.equal(await page.locator('[class*=still]').count(), 0);
        const chart = page.getByRole('application').first();
        await chart.focus();
        await page.keyboard.press('End');
        assert.match(await chart.locator('[aria-live]').innerText(), /\d/);
        // What changes by the minute is never a file.
        assert.deepEqual(asked.filter((a) => a.includes('/api/') && !a.endsWith('/status.json')), ['HEAD /api/v1/events.json']);
      }));

  test('An address with choices never shows the published figures in their place', () =>
    visit('/imports/?by=product', async ({ page }) => {
      await page.locator('main h1').waitFor();
      assert.equal(await page.locator('.lead').isVisible(), false);
      assert.equal(await page.locator('.chart').first().isVisible(), false);
    }, { javaScriptEnabled: true, wait: false, holdScripts: true }));

  test('A published first screen says what the API says', async () => {
    const publication = (await askSite(publicationOf(await (await fetch(originOf())).text()))) as { answers: Record<string, Answer<Dense>> };
    const { data } = (await ask('us-imports.json?shape=dense')) as Answer<Dense>;
    assert.deepEqual(publication.answers['/api/v1/us-imports.json?shape=dense']!.data, data);
  });

  test('A thin first screen has the largest rows of the whole, and their sum', async () => {
    const publication = (await askSite(publicationOf(await (await fetch(`${originOf()}/supply-chain/`)).text()))) as { answers: Record<string, Answer<Dense>>; files: Record<string, string> };
    for (const [question, answer] of Object.entries(publication.answers)) {
      if (!answer.data?.series) continue;
      const whole = (await ask(question.slice('/api/v1/'.length))) as Answer<Dense>;
      const sum = (d: Dense): number => d.series!.reduce((all, s) => all + (s['quantity_t'] as (number | null)[]).reduce<number>((a, b) => a + (b ?? 0), 0), 0);
      assert.ok(Math.abs(sum(answer.data) - sum(whole.data)) < 0.1);
    }
  });

  test('With the API out of order the published figures stand, and only what is chosen is missed', async () => {
    proxyRules().push({ path: /^\/api\//, cut: true });
    try {
      await visit('/imports/', async ({ page }) => {
        assert.ok(await page.locator('#us-imports svg.plot').isVisible());
        assert.ok(await page.getByRole('heading', { name: /Ranking/ }).isVisible());
        assert.equal(await page.getByRole('alert').count(), 0);
        await page.getByLabel('Break down by').selectOption('region');
        assert.match(await page.getByRole('alert').innerText(), /could not be loaded.*What you see is the release of/s);
        assert.ok(await page.locator('#us-imports svg.plot').isVisible());
      }, { throughProxy: true });
    } finally {
      proxyRules().length = 0;
    }
  });

  test('Newer data than the published ones are asked for, and take their place', async () => {
    const asked: string[] = [];
    proxyRules().push({ path: /events\.json$/, tag: '"another"' });
    try {
      await visit('/method/', async ({ page }) => {
        page.on('request', (r) => asked.push(new URL(r.url()).pathname));
        await page.goto('/');
        await until('the API is asked', () => Promise.resolve(asked.includes('/api/v1/us-imports.json')));
        await settled(page);
        assert.ok(await page.locator('#us-imports-total svg.plot').isVisible());
      }, { throughProxy: true });
    } finally {
      proxyRules().length = 0;
    }
  });

  test('A page that was opened before its figures came fills itself', () =>
    visit('/method/', async ({ page }) => {
      const empty = (json: Record<string, unknown>) => ({ ...json, data: { period: [], series: [] } });
      proxyRules().push({ path: /smelt\.json/, change: empty });
      try {
        await page.clock.install();
        await page.goto('/supply-chain/?years=all');
        await page.getByText('No licenses in this selection.').waitFor();
        await settled(page);
        proxyRules().splice(0, 1, { path: /events\.json$/, tag: '"newer"' });
        await page.clock.fastForward(60_000);
        await page.locator('#by-smelt svg.plot').waitFor();
      } finally {
        proxyRules().length = 0;
      }
    }, { throughProxy: true }));

  test('A publication follows new data, and the one before can still be read', async () => {
    const home = async (): Promise<string> => (await fetch(originOf())).text();
    const before = publicationOf(await home());
    const more = newestLicenses().replace(/,CA,1000,2700,2704\n$/, ',CA,2000,5400,2704\n').replace('UNKNOWN', 'CA');
    const loaded = await fetch(`${originOf()}/api/v1/admin/licenses/${daysAgo(2)}`, { method: 'PUT', headers: { 'x-functions-key': adminKey, 'content-type': 'text/csv' }, body: more });
    assert.equal(loaded.status, 200, await loaded.text());
    await until('the page holds the new figures', async () => publicationOf(await home()) !== before);
    assert.equal((await fetch(`${originOf()}${before}`)).status, 200);
  });
}
