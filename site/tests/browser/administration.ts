import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { adminKey } from './app.ts';
import { daysAgo, newestLicenses } from './recording.ts';
import { isServed, restartApp, until, visit } from './stage.ts';

async function signIn(page: Page, key = adminKey): Promise<void> {
  await page.getByLabel('Admin key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export function administration(): void {
  test('A wrong key is refused in words and not kept', () =>
    visit('/administration/', async ({ page }) => {
      await signIn(page, 'wrong');
      assert.match(await page.getByRole('alert').innerText(), /Not signed in\. The key is not right/);
      await page.reload();
      assert.ok(await page.getByLabel('Admin key').isVisible());
    }));

  test('The key stays in its tab, is never in the address, and is forgotten on sign-out', () =>
    visit('/administration/', async ({ page }) => {
      await signIn(page);
      await page.getByText('Signed in for this tab').waitFor();
      assert.doesNotMatch(page.url(), new RegExp(adminKey));
      await page.reload();
      await page.getByText('Signed in for this tab').waitFor();
      const other = await page.context().newPage();
      await other.goto('/administration/');
      await other.getByLabel('Admin key').waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.reload();
      await page.getByLabel('Admin key').waitFor();
      assert.equal(await page.evaluate('sessionStorage.length + localStorage.length'), 0);
    }));

  test('Runs can be narrowed by feed and day', () =>
    visit('/administration/', async ({ page }) => {
      await signIn(page);
      const runs = page.getByRole('region', { name: /runs, newest first/ });
      await runs.waitFor();
      const form = page.getByRole('form', { name: 'Which runs' });
      await form.getByLabel('Feed').selectOption('census-exports');
      await page.waitForURL(/feed=census-exports/);
      const names = (): Promise<string[]> => runs.locator('tbody tr td:nth-child(2)').allInnerTexts();
      await until('the runs are those of one feed', async () => (await names()).every((name) => name === 'Census: exports'));
      await form.getByLabel('Since (day)').fill('2999-01-01');
      await page.keyboard.press('Tab');
      await page.getByText('No run since that day.').waitFor();
    }));

  test('A feed is aggregated again for some months, and its progress is shown to the end', () =>
    visit('/administration/', async ({ page, complaints }) => {
      await signIn(page);
      const form = page.getByRole('form', { name: 'Run a feed again' });
      await form.getByLabel('Feed').selectOption('census-exports');
      await form.getByLabel('From (month)').fill('2023-01');
      await form.getByLabel('To (month)').fill('2023-02');
      await page.keyboard.press('Tab');
      assert.match(await form.innerText(), /2023-01 to 2023-02 again from what is stored, without asking the source/);
      await form.getByRole('button', { name: 'Aggregate again' }).click();
      await page.getByText(/Aggregation of Census: exports: succeeded/).waitFor({ timeout: 60_000 });
      await page.getByRole('region', { name: /runs, newest first/ }).getByText('reprocess (admin)').first().waitFor();
      assert.deepEqual(complaints, []);
    }));

  test('A range that runs backwards is refused with the reason', () =>
    visit('/administration/', async ({ page }) => {
      await signIn(page);
      const form = page.getByRole('form', { name: 'Run a feed again' });
      await form.getByLabel('From (month)').fill('2020-05');
      await form.getByLabel('To (month)').fill('2020-01');
      await page.keyboard.press('Tab');
      await form.getByRole('button', { name: 'Pull now' }).click();
      assert.match(await page.getByRole('alert').innerText(), /Not started\..*it is after to/s);
    }));

  test('A file that is no snapshot loads nothing and says why', async (t) => {
    if (!(await isServed('smelt'))) return t.skip('The app takes no license files yet.');
    return visit('/administration/', async ({ page }) => {
      await signIn(page);
      const form = page.getByRole('form', { name: 'Load a license file' });
      await form.getByLabel('File (CSV)').setInputFiles({ name: 'licenses-2020-01-07.csv', mimeType: 'text/csv', buffer: Buffer.from('not,a,snapshot\n1,2,3\n') });
      assert.equal(await form.getByLabel('Day of the snapshot').inputValue(), '2020-01-07');
      await form.getByRole('button', { name: 'Load' }).click();
      assert.match(await page.getByRole('alert').innerText(), /Nothing was loaded\. Not a license snapshot/i);
    });
  });

  test('A license file is loaded with its row errors, and what was refused can be tried again', async (t) => {
    if (!(await isServed('smelt'))) return t.skip('The app takes no license files yet.');
    return visit('/administration/', async ({ page }) => {
      await signIn(page);
      const form = page.getByRole('form', { name: 'Load a license file' });
      await form.getByLabel('File (CSV)').setInputFiles({ name: `licenses-${daysAgo(3)}.csv`, mimeType: 'text/csv', buffer: Buffer.from(newestLicenses()) });
      await form.getByRole('button', { name: 'Load' }).click();
      await page.getByText(/Loaded the snapshot of/).waitFor();
      assert.match(await page.locator('main').innerText(), /136 rows: 135 accepted, 0 cancelled or not used, 1 refused/);
      assert.match(await page.getByRole('region', { name: 'Refused rows' }).innerText(), /smelt1\s+UNKNOWN/);
    });
  });

  test('What was refused can be tried again, and its tries are counted', async (t) => {
    if (!(await isServed('smelt'))) return t.skip('The app takes no license files yet.');
    return visit('/administration/', async ({ page, complaints }) => {
      await signIn(page);
      const refused = page.getByRole('region', { name: 'Refused, newest first' });
      const row = refused.getByRole('row').filter({ hasText: /smelt/i }).first();
      const tries = async (): Promise<number> => Number(await row.locator('td.num').innerText());
      const before = await tries();
      await row.getByRole('button', { name: /Try again/ }).click();
      await page.getByText(/refused again\./).waitFor();
      await until('the try is counted', async () => (await tries()) === before + 1);
      assert.deepEqual(complaints, []);
    });
  });

  test('What the rules of today take is accepted on another try, and leaves the quarantine', { timeout: 120_000 }, async (t) => {
    if (!(await isServed('smelt'))) return t.skip('The app takes no license files yet.');
    // The rule by which the row was refused is mended: a setting of the app.
    await restartApp({ Aim__Licenses__UnknownSmeltRefusedFrom: '2999-01-01' });
    return visit('/administration/', async ({ page, complaints }) => {
      await signIn(page);
      const rows = page.getByRole('region', { name: 'Refused, newest first' }).locator('tbody tr');
      await rows.first().waitFor();
      const count = await rows.count(), [unit] = /\d{4}-\d\d-\d\d/.exec(await rows.first().locator('td').first().innerText())!;
      await rows.first().getByRole('button', { name: /Try again/ }).click();
      const notice = page.getByRole('status').filter({ hasText: 'accepted and published' });
      await notice.waitFor({ timeout: 60_000 });
      assert.equal(await notice.innerText(), `Import licenses, ${unit}: accepted and published.`);
      await until('it is out of the quarantine', async () => (await rows.count()) === count - 1);
      assert.deepEqual(complaints, []);
    });
  });

  test('The quarantine is shown, also when it is empty', () =>
    visit('/administration/', async ({ page }) => {
      await signIn(page);
      await page.getByText(/Nothing is in quarantine\.|Refused, newest first/).first().waitFor();
    }));
}
