import assert from 'node:assert/strict';
import { test } from 'node:test';
import { along, cell, distinct, figure, howMade, keysOf, marksOf, opening, pieces, quarters, thinProfile, type Made, type Profile, type ProfileSeries, type Section } from '../../src/core/profile.ts';

const url = '/api/v1/us-imports.json?by=country';
const made = (text: string, rule: Made['rule'] = 'sum', by: number | null = null): Made =>
  ({ text, value: 1, rule, by, of: [{ url, column: 'quantity_t', where: { country: 'CA' } }, { url, column: 'quantity_t', where: {} }] });
const series = (keys: string[], from: string | null, low: number[] | null = null): ProfileSeries =>
  ({ name: 'a', url, source: 'census', column: 'quantity_t', where: {}, keys, values: keys.map((_, i) => i), low, high: low, estimated_from: from });

test('A sentence is cut at its numbers, in order, also where one occurs twice', () => {
  const parts = pieces({ id: '', links: [], text: 'From 5 came 5, 3.2 % more.', numbers: [made('5'), made('5'), made('3.2 % more')] });
  assert.deepEqual(parts.map((p) => (typeof p === 'string' ? p : [p.text])), ['From ', ['5'], ' came ', ['5'], ', ', ['3.2% more'], '.']);
});

test('A number is never found inside of another', () => {
  const parts = pieces({ id: '', links: [], text: 'Companies, 2024: 2 (Q2, 3.2 or 2,000) of 60 %.', numbers: [made('2'), made('60')] });
  assert.deepEqual(parts.map((p) => (typeof p === 'string' ? p : [p.text])), ['Companies, 2024: ', ['2'], ' (Q2, 3.2 or 2,000) of ', ['60'], '%.']);
});

test('How a number is made names its column, its rows and its answer', () => {
  const links = [{ url, title: 'Imports', source: 'census' }];
  assert.equal(howMade(made('', 'share'), links), 'quantity_t where country is CA in “Imports”, over quantity_t in “Imports”');
  assert.equal(howMade(made('', 'rate', 92), []), `the sum of quantity_t where country is CA in “${url}”, over 92`);
});

test('The same question about other months is told apart by them', () => {
  const ask = (from: string, to: string) => ({ url: `${url}&from=${from}&to=${to}`, title: 'Imports', source: 'census' });
  assert.deepEqual(distinct([ask('2026-07', '2026-09'), ask('2025-07', '2025-09'), { ...ask('', ''), title: 'Exports' }]).map((l) => l.title), ['Imports, Jul 2026 to Sep 2026', 'Imports, Jul 2025 to Sep 2025', 'Exports']);
});

test('A first screen holds the sections up to the first chart, and the headings of all', () => {
  const section = (id: string, charts: number): Section => ({
    id, title: id, notes: ['n'], statements: [], tables: [{ id, title: '', url, source: '', note: null, columns: [], rows: [] }],
    charts: Array.from({ length: charts }, () => ({ id, title: '', unit: '', format: 'tons', kind: 'line', text: '', series: [] })),
  });
  const profile = { meta: {}, quarter: '2026-Q2', sections: [section('a', 0), section('b', 2), section('c', 1)] } as unknown as Profile;
  assert.equal(opening(profile.sections), 2);
  const thin = thinProfile(profile);
  assert.deepEqual(thin.sections.map((s) => [s.id, s.notes.length, s.charts.length, s.tables.length]), [['a', 1, 0, 0], ['b', 1, 1, 0], ['c', 0, 0, 0]]);
});

test('Periods of several series are put in order, and what one lacks is no value', () => {
  const [past, next] = [series(['2026-01', '2026-02'], null), series(['2026-02', '2026-03'], '2026-02', [1, 2])];
  const keys = keysOf({ id: '', title: '', unit: '', format: 'tons', kind: 'line', text: '', series: [next, past] });
  assert.deepEqual(keys, ['2026-01', '2026-02', '2026-03']);
  assert.deepEqual(along(keys, past.keys, past.values), [0, 1, null]);
  assert.deepEqual(marksOf(keys, next), ['-', 'F', 'F']);
  assert.deepEqual(marksOf(keys, { ...past, estimated_from: '2026-02' }), ['A', 'P', '-']);
});

test('Cells are written in the format of their column', () => {
  for (const [format, text] of [['tons', '1,235'], ['usd', '$1,235'], ['index', '1,234.6'], ['money', '1,234.57'], ['ratio', '1,234.568'], ['plain', '1,234.568'], ['percent', '123,456.8%']] as const)
    assert.equal(figure(1234.5678, format), text);
  assert.equal(figure(889, 'plain'), '889');
  assert.deepEqual(
    [cell(null, { name: 'a', format: 'tons' }), cell('2026-Q2', { name: 'period', format: 'text' }), cell('2025-06-04', { name: 'date', format: 'text' }), cell('P', { name: 'status', format: 'text' })],
    ['–', 'Q2\u00a02026', '4 Jun 2025', 'preliminary'],
  );
});

test('Only quarters that are over can be chosen, and the one of the address', () => {
  assert.deepEqual(quarters(new Date('2026-11-22'), '').slice(0, 3), ['2026-Q3', '2026-Q2', '2026-Q1']);
  assert.deepEqual(quarters(new Date('2026-01-01'), '2011-Q4').slice(0, 2), ['2011-Q4', '2025-Q4']);
});
