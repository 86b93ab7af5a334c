import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { measures } from '../../src/core/format.ts';
import type { TradeEvent } from '../../src/core/types.ts';
import { daysAgo, revised } from './recording.ts';
import { ask, isServed, proxyRules, settled, until, visit } from './stage.ts';

const title = (page: Page): Promise<string> => page.locator('.figure figcaption').first().innerText();

/** What the page shows, to be compared with what its address brings back. */
const shown = async (page: Page): Promise<string> => {
  await settled(page);
  return [await title(page), await page.locator('.figure').first().locator('svg.plot').innerHTML(), await page.locator('.panel').first().evaluate((form) => JSON.stringify([...(form as HTMLFormElement).elements].map((e) => [(e as HTMLInputElement).value, (e as HTMLInputElement).checked])))]
    .join('\n').replaceAll(/(:[a-z0-9]+:|P\d-\d+|url\([^)]*\)|id="[^"]*"|name="[^"]*")/gi, '');
};

type Step = [name: string, parameter: string, act: (page: Page) => Promise<unknown>];

const importSteps: Step[] = [
  ['breakdown', 'by=product', (p) => p.getByLabel('Break down by').selectOption('product')],
  ['tariff codes', 'by=hts10', (p) => p.getByLabel('Break down by').selectOption('hts10')],
  ['product', 'product=foil', (p) => p.getByLabel('Product group').selectOption('foil')],
  ['country', 'country=CA', (p) => p.getByLabel('Country or region').selectOption('CA')],
  ['region', 'country=eu27', (p) => p.getByLabel('Country or region').selectOption('eu27')],
  ['code', 'hs=7607', async (p) => { await p.getByLabel('Tariff code begins with').fill('7607'); await p.keyboard.press('Enter'); }],
  ['dollars', 'measure=value_usd', (p) => p.getByRole('radio', { name: 'Dollars', exact: true }).check()],
  ['unit value', 'measure=unit_value_usd_per_t', (p) => p.getByRole('radio', { name: 'Dollars per ton' }).check()],
  ['quarters', 'freq=Q', (p) => p.getByRole('radio', { name: 'Quarter', exact: true }).check()],
  ['years', 'freq=Y', (p) => p.getByRole('radio', { name: 'Year', exact: true }).check()],
  ['year to date', 'freq=YTD', (p) => p.getByRole('radio', { name: 'Year to date', exact: true }).check()],
  ['change', 'show=yoy', (p) => p.getByRole('radio', { name: 'Change on year' }).check()],
  ['share', 'show=share', (p) => p.getByRole('radio', { name: 'Share' }).check()],
  ['bars', 'chart=stack', (p) => p.getByRole('radio', { name: 'Stacked bars' }).check()],
  ['basis', 'basis=usgs', (p) => p.getByLabel('Products counted').selectOption('usgs')],
  ['general', 'trade=general', (p) => p.getByLabel('Kind of imports').selectOption('general')],
  ['source', 'source=census', (p) => p.getByLabel('Source', { exact: true }).selectOption('census')],
  ['all years', 'from=all', (p) => p.getByRole('button', { name: 'All years' }).click()],
  ['from', 'from=2025-02', (p) => p.getByLabel('From (month)').fill('2025-02')],
  ['to', 'to=2025-06', (p) => p.getByLabel('To (month)').fill('2025-06')],
  ['scale', 'scale=own', (p) => p.getByRole('radio', { name: 'Each its own' }).check()],
  ['pick', 'pick=', (p) => p.locator('.tick-box input:not(:checked)').first().click()],
];

const worldSteps: Step[] = [
  ['imports', 'flow=M', (p) => p.getByRole('radio', { name: 'Imports', exact: true }).check()],
  ['reporter', 'by=partner&reporter=CN', (p) => p.getByLabel('Reporting country or region').selectOption('CN')],
  ['region', 'reporter=gcc', (p) => p.getByLabel('Reporting country or region').selectOption('gcc')],
  ['partner', 'partner=DE', (p) => p.getByLabel('Partner country or region').selectOption('DE')],
  ['category', 'category=7607', (p) => p.getByLabel('Category').selectOption('7607')],
  ...['partner', 'region', 'category', 'total'].map((by): Step => [`by ${by}`, `by=${by}`, (p) => p.getByLabel('Break down by').selectOption(by)]),
  ['mirror', 'basis=mirror', (p) => p.getByRole('radio', { name: 'Mirror' }).check()],
  ['gap', 'basis=gap', (p) => p.getByRole('radio', { name: 'Gap' }).check()],
  ['share of a gap', 'basis=gap&show=share', async (p) => { await p.getByRole('radio', { name: 'Gap' }).check(); await p.getByRole('radio', { name: 'Share of reported' }).check(); }],
  ['dollars', 'measure=value_usd', (p) => p.getByRole('radio', { name: 'Dollars', exact: true }).check()],
  ['unit value', 'measure=unit_value_usd_per_t', (p) => p.getByRole('radio', { name: 'Dollars per ton' }).check()],
  ['quarters', 'freq=Q', (p) => p.getByRole('radio', { name: 'Quarter', exact: true }).check()],
  ['years', 'freq=Y', (p) => p.getByRole('radio', { name: 'Year', exact: true }).check()],
  ['year to date', 'freq=YTD', (p) => p.getByRole('radio', { name: 'Year to date', exact: true }).check()],
  ['bars', 'chart=stack', (p) => p.getByRole('radio', { name: 'Stacked bars' }).check()],
  ['all years', 'from=all', (p) => p.getByRole('button', { name: 'All years' }).click()],
  ['from', 'from=2025-02', (p) => p.getByLabel('From (month)').fill('2025-02')],
  ['to', 'to=2025-06', (p) => p.getByLabel('To (month)').fill('2025-06')],
  ['pick', 'pick=', (p) => p.locator('.tick-box input:not(:checked)').first().click()],
];

export function controls(): void {
  for (const [path, steps] of [['/imports/', importSteps], ['/global/', worldSteps]] as const)
    test(`${path}: each control changes the address, and the address brings the same picture back`, () =>
      visit(path, async ({ page, complaints }) => {
        for (const [name, parameter, act] of steps) {
          await page.goto(path);
          await settled(page);
          const more = page.locator('.panel details:not([open]) summary');
          if (await more.count()) await more.click();
          await act(page);
          if (name === 'from' || name === 'to') await page.keyboard.press('Tab');
          await page.waitForURL((url) => url.search.includes(parameter));
          const before = await shown(page);
          await page.reload();
          assert.equal(await shown(page), before, name);
        }
        assert.deepEqual(complaints, []);
      }));

  test('Back and forward walk through what was chosen', () =>
    visit('/imports/', async ({ page }) => {
      const first = await title(page);
      await page.getByLabel('Break down by').selectOption('region');
      await settled(page);
      assert.notEqual(await title(page), first);
      await page.goBack();
      await until('the first picture is back', async () => (await title(page)) === first);
      await page.goForward();
      await until('the second picture is back', async () => (await title(page)) !== first);
    }));

  test('A row of the ranking leads to its parts', () =>
    visit('/imports/', async ({ page }) => {
      await page.getByRole('link', { name: 'Canada', exact: true }).first().click();
      await settled(page);
      assert.match(page.url(), /by=product&country=CA|country=CA&by=product/);
      assert.match(await title(page), /from Canada, by product group/i);
      await page.getByRole('rowheader').getByRole('link').first().click();
      await settled(page);
      assert.match(page.url(), /by=hts10/);
    }));

  test('A bad address keeps its valid part and names the rest', () =>
    visit('/imports/?by=planet&measure=value_usd&colour=red', async ({ page }) => {
      const notice = await page.locator('.notice').first().innerText();
      assert.match(notice, /by=planet/);
      assert.match(notice, /colour=red/);
      assert.match(await title(page), /U\.S\. dollars/);
    }));

  test('A code that does not exist is explained, not shown as nothing', () =>
    visit('/imports/?country=XX', async ({ page }) => {
      assert.match(await page.getByRole('alert').innerText(), /does not take this question.*country/is);
    }));

  test('A selection without trade says so and offers a way out', () =>
    visit('/imports/?country=OM&product=castings-forgings&hs=7601', async ({ page }) => {
      assert.match(await page.locator('main').innerText(), /No imports in this selection\. No trade was reported; the data are not missing\./);
      await page.getByRole('button', { name: /Show all products/ }).click();
      await settled(page);
      assert.ok(await page.locator('#us-imports svg.plot').isVisible());
    }));

  test('A day that is looked back to goes along and is said', () =>
    visit('/imports/', async ({ page }) => {
      const asked: string[] = [];
      page.on('request', (r) => asked.push(r.url()));
      const today = new Date().toISOString().slice(0, 10);
      await page.getByLabel('As of').fill(today);
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await page.waitForURL(/as_of=/);
      await settled(page);
      assert.ok(asked.filter((u) => u.includes('us-imports.json')).every((u) => u.includes(`as_of=${today}`)));
      assert.match(await page.locator('.strip').innerText(), /As published by/);
      await page.getByRole('link', { name: 'Method', exact: true }).click();
      await page.waitForURL(/\/method\/\?as_of=/);
      await page.getByRole('button', { name: 'Newest' }).click();
      await page.waitForURL((url) => !url.search.includes('as_of'));
    }));

  test('A day before a revision shows what was published then', async () => {
    const { month, before } = revised;
    const firstTons = async (path: string): Promise<string> => visit(path, async ({ page }) => {
      await page.getByText('Table of these numbers').first().click();
      return page.locator('#us-imports tbody td').first().innerText();
    });
    const range = `by=total&from=${month}&to=${month}`;
    const [now, then] = [await firstTons(`/imports/?${range}`), await firstTons(`/imports/?${range}&as_of=${before}`)];
    const tons = (text: string): number => Number(text.replaceAll(/\D/g, ''));
    assert.ok(Math.abs(tons(now) / tons(then) - 1.05) < 1e-4, `${now} now, ${then} then`);
    assert.match(now, /r$/);
    assert.doesNotMatch(then, /r$/);
  });

  test('Before the first publication there is nothing, and the page says so', () =>
    visit('/imports/?as_of=2017-06-30', async ({ page }) => {
      assert.match(await page.locator('main').innerText(), /No imports in this selection/);
    }));

  test('Smelt, cast and supply chains show their tons', async (t) => {
    if (!(await isServed('smelt'))) return t.skip('The API does not serve smelt.');
    return visit('/supply-chain/', async ({ page, complaints }) => {
      assert.match(await page.locator('.lead').innerText(), /% was smelted in /);
      for (const id of ['by-smelt', 'by-cast', 'supply-chains']) assert.ok(await page.locator(`#${id} svg.plot`).isVisible(), id);
      await page.getByRole('radio', { name: 'Share' }).check();
      await page.waitForURL(/show=share/);
      await page.getByLabel('Product group').selectOption('foil');
      await page.waitForURL(/product=foil/);
      await settled(page);
      assert.match(await page.locator('#by-cast figcaption').innerText(), /foil, by country of cast/i);
      assert.deepEqual(complaints, []);
    });
  });

  test('Alerts can be narrowed, and lead to their figures', async (t) => {
    if (!(await isServed('alerts'))) return t.skip('The API does not serve alerts.');
    return visit('/alerts/', async ({ page }) => {
      const rows = page.locator('main tbody tr');
      const all = await rows.count();
      assert.ok(all > 0, 'the sample has surges');
      await page.getByRole('radio', { name: 'Countries' }).check();
      await page.waitForURL(/about=country/);
      assert.ok((await rows.count()) < all);
      if ((await page.locator('.usual').count()) > 0) await page.locator('.usual summary').click();
      await rows.filter({ visible: true }).first().getByRole('link').first().click();
      await settled(page);
      assert.ok(await page.locator('#us-imports svg.plot').isVisible());
    });
  });

  test('Unusual alerts stand first, the usual ones behind a sentence with their number, and the choice stands in the address', async () => {
    const [one] = ((await ask('alerts.json')) as { alerts: object[] }).alerts;
    const alerts = Array.from({ length: 5 }, (_, i) => ({ ...one, id: `alert-${i}`, unusual: i % 2 === 0 })), unusual = 3, usual = 2;
    proxyRules().push({ path: /alerts\.json/, change: (json) => ({ ...json, alerts }) });
    try {
      // The published list is not asked for where an address has a day.
      await visit(`/alerts/?as_of=${daysAgo(0)}`, async ({ page }) => {
        const rows = page.locator('main tbody tr').filter({ visible: true });
        assert.match(await page.locator('.lead').innerText(), new RegExp(`^${unusual} unusual signals among ${alerts.length}, for `));
        assert.equal(await rows.count(), unusual);
        assert.match(await page.locator('.usual summary').innerText(), new RegExp(`^${usual} more are usual: they cross the threshold of the rule, but the same figures have moved nearly as much`));
        await page.locator('.usual summary').click();
        assert.equal(await rows.count(), alerts.length);
        for (const [name, value, count] of [['Unusual only', 'true', unusual], ['Usual only', 'false', usual]] as const) {
          await page.getByRole('radio', { name, exact: true }).check();
          await page.waitForURL(new RegExp(`unusual=${value}`));
          assert.equal(await page.locator('main tbody tr').count(), count);
          await page.reload();
          await settled(page);
          assert.equal(await page.locator('main tbody tr').count(), count);
        }
      }, { throughProxy: true });
    } finally {
      proxyRules().length = 0;
    }
  });

  test('The Python example runs as it stands', (t) =>
    visit('/data/', async ({ page }) => {
      await page.getByRole('radio', { name: 'Python', exact: true }).check();
      const [plain, withPandas] = (await page.locator('pre').innerText()).split('# The same with pandas');
      const python = (code: string): ReturnType<typeof spawnSync> => spawnSync('python3', ['-c', code], { encoding: 'utf8', timeout: 30_000 });
      if (python('').error) return t.skip('There is no python3.');
      const said = python(plain!);
      assert.equal(said.status, 0, String(said.stderr));
      assert.match(String(said.stdout), /^\[\('Canada', [\d.]+\), \(/);
      if (python('import pandas').status !== 0) return t.diagnostic('pandas is not installed: its part of the example was not run.');
      assert.equal(python(`#${withPandas}`).status, 0);
    }));

  test('The duty in force and the projected months stand beside the figures', async () => {
    const events = ((await ask('events.json?shape=records')) as { data: TradeEvent[] }).data;
    const rate = events.filter((e) => e.countries === 'all' && e.rate_percent !== null && e.date <= daysAgo(0)).at(-1)!;
    await visit('/imports/', async ({ page }) => {
      const facts = await page.locator('.facts').innerText();
      assert.ok(facts.includes(`${rate.rate_percent}% since`) && facts.includes(rate.title), facts);
    });
    await visit('/imports/?as_of=2019-01-31', async ({ page }) => {
      assert.match(await page.locator('.facts').innerText(), /10% since 23 Mar 2018/);
    });
    const projected = ((await ask('license-projection.json?shape=records')) as { data: { projected_quantity_t: number | null; week: number }[] }).data.find((r) => r.projected_quantity_t !== null && r.week >= -5);
    await visit('/imports/', async ({ page }) => {
      const facts = await page.locator('.facts').innerText();
      if (projected) assert.ok(facts.includes(measures.quantity_t.text(projected.projected_quantity_t!)), facts);
      else assert.doesNotMatch(facts, /Projected/);
      // What no past licenses tell of is not projected.
      await page.getByLabel('Country or region').selectOption('CA');
      await settled(page);
      assert.doesNotMatch(await page.locator('.facts').innerText(), /Projected/);
    });
  });

  test('The code for a frame shows one figure, pinned, without head and foot', () =>
    visit('/imports/?by=region', async ({ page }) => {
      await page.locator('#us-imports').getByRole('button', { name: 'Embed' }).click();
      const code = await page.getByLabel(/Frame for another site/).inputValue();
      const source = /src="([^"]+)"/.exec(code)![1]!.replaceAll('&amp;', '&');
      assert.match(source, /by=region&as_of=\d{4}-\d\d-\d\d&embed=us-imports$/);
      await page.goto(source);
      await settled(page);
      assert.ok(await page.locator('#us-imports svg.plot').isVisible());
      assert.ok(await page.getByRole('link', { name: 'Open in the monitor' }).isVisible());
      for (const part of ['header', 'footer', 'nav', '.panel', '.actions', '.kpis', '#multiples']) assert.equal(await page.locator(part).filter({ visible: true }).count(), 0, part);
      assert.equal(await page.locator('.notice').count(), 0, 'the parameter is understood');
    }));

  // What cannot run here is held against the API: its addresses, and the columns that it names.
  for (const [tool, word, columns] of [
    ['curl', 'curl -o', []], ['Python', 'pd.read_csv', ['country_name', 'quantity_t', 'cty_code']], ['R', 'read.csv', ['quantity_t', 'country_name', 'cty_code']],
    ['Excel', 'Csv.Document', ['quantity_t', 'value_usd']],
  ] as const)
    for (const asOf of ['', `?as_of=${daysAgo(0)}`])
      test(`The example for ${tool}${asOf && ' as of a day'} asks what the API answers, in columns that it has`, () =>
        visit(`/data/${asOf}`, async ({ page }) => {
          await page.getByRole('radio', { name: tool, exact: true }).check();
          const text = await page.locator('pre').innerText();
          assert.ok(text.includes(word), text);
          const named = [...text.matchAll(/\["(\w+)"\]|\("(\w+)"\)|\$(\w+)|\{"(\w+)", type|\{"(\w+)": str|(\w+) = "character"/g)].map((m) => m.slice(1).find((name) => name !== undefined)!);
          assert.deepEqual([...new Set(named)].sort(), [...columns].sort());
          const addresses = new Set(text.match(/http[^'"\s]+/g));
          assert.ok(addresses.size > 0);
          for (const address of addresses) {
            assert.equal(address.includes('as_of='), asOf !== '', address);
            const answer = await page.request.get(address);
            assert.equal(answer.status(), 200, address);
            const [header, ...rows] = (await answer.text()).split('\r\n');
            if (!address.includes('.csv')) continue;
            assert.ok(rows.length > 1, address);
            for (const column of columns) assert.ok(header!.split(',').includes(column), `${column} in ${header}`);
          }
        }));
}
