import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leadSentence, yearToDate } from '../../src/core/lead.ts';
import { addMonths } from '../../src/core/periods.ts';
import { closedPart, partialPeriods, ranking, readFrame, shareOf, sumSeries, window, withOther, yearOnYear } from '../../src/core/series.ts';
import { firstShown, importQuery, importSchema, type ImportState } from '../../src/core/trade.ts';
import type { Frame } from '../../src/core/types.ts';
import { parseState } from '../../src/core/urlState.ts';
import { placeEvents } from '../../src/charts/events.tsx';

const months = Array.from({ length: 15 }, (_, i) => addMonths('2025-08', i));

const row = (country: string, tons: (number | null)[], status: string, coverage = 1) => ({
  country, country_name: `Land ${country}`, cty_code: `9${country}`,
  quantity_t: tons, value_usd: tons.map((t) => (t === null ? null : t * 3000)),
  unit_value_usd_per_t: tons.map((t) => (t ? 3000 : null)), quantity_coverage: tons.map(() => coverage), status,
});

const flat = (n: number): number[] => months.map(() => n);

const frame = readFrame({
  period: months,
  series: [
    row('CA', [...flat(100).slice(0, 12), 200, 200, 50], `${'A'.repeat(12)}RAP`),
    row('AE', flat(80), `${'A'.repeat(14)}P`),
    row('BH', [null, null, ...flat(60).slice(2)], `--${'A'.repeat(12)}P`),
  ],
}, 'country', '');

test('A frame reads codes, names and marks', () => {
  assert.deepEqual(frame.series.map((s) => [s.key, s.name]), [['CA', 'Land CA'], ['AE', 'Land AE'], ['BH', 'Land BH']]);
  assert.equal(frame.series[0]!.marks[12], 'R');
  assert.equal(frame.series[2]!.marks[0], '-');
});

test('Two codes that share an ISO code stay two', () => {
  const twins = readFrame({ period: ['2026-01'], series: [row('PS', [1], 'A'), { ...row('PS', [2], 'A'), cty_code: '5083' }] }, 'country', '');
  assert.deepEqual(twins.series.map((s) => s.key), ['PS', '5083']);
});

test('A sum adds what is there, and its unit value is sum over sum', () => {
  const sum = sumSeries(frame.series, 'total', 'All', months.length);
  assert.equal(sum.quantity_t[0], 180);
  assert.equal(sum.quantity_t[2], 240);
  assert.equal(sum.unit_value_usd_per_t[2], 3000);
  assert.equal(sum.marks[14], 'P');
  assert.equal(sum.marks[12], 'R');
  const uneven = sumSeries([{ ...frame.series[0]!, value_usd: flat(100), quantity_t: flat(1) }, { ...frame.series[1]!, value_usd: flat(300), quantity_t: flat(3) }], 'x', 'x', months.length);
  assert.equal(uneven.unit_value_usd_per_t[0], 100);
  const halfKnown = sumSeries([{ ...frame.series[0]!, value_usd: flat(100), quantity_t: flat(1), quantity_coverage: flat(0.5) }], 'x', 'x', months.length);
  assert.equal(halfKnown.unit_value_usd_per_t[0], 50);
  assert.equal(sumSeries([], 'x', 'x', 2).quantity_t[0], null);
});

test('A change needs both ends and whole periods', () => {
  assert.deepEqual(yearOnYear(frame, frame.series[0]!.quantity_t, 'M').slice(11), [null, 1, 1, -0.5]);
  assert.equal(yearOnYear(frame, frame.series[2]!.quantity_t, 'M')[12], null);
  const years: Frame = { periods: ['2024', '2025', '2026'], months: [12, 12, 9], series: [] };
  assert.deepEqual(partialPeriods(years, 'Y'), [false, false, true]);
  assert.deepEqual(yearOnYear(years, [10, 20, 15], 'Y'), [null, 1, null]);
});

test('A ranking compares the same months of both years', () => {
  const ranks = ranking(frame, 'quantity_t', 3, 12);
  assert.deepEqual(ranks.map((r) => [r.series.key, r.value, r.moved]), [['CA', 450, 0], ['AE', 240, 0], ['BH', 180, 0]]);
  assert.equal(ranks[0]!.change, 0.5);
  assert.equal(ranks[0]!.share, 450 / 870);
  const newcomer = readFrame({ period: months, series: [row('AE', flat(80), 'A'), row('QA', [...flat(0).slice(0, 12), 90, 90, 90], 'A')] }, 'country', '');
  assert.deepEqual(ranking(newcomer, 'quantity_t', 3, 12).map((r) => [r.series.key, r.moved, r.change]), [['QA', null, null], ['AE', -1, 0]]);
});

test('What is not picked is summed, and picks that are gone are left out', () => {
  const series = withOther(frame, ['AE', 'XX']);
  assert.deepEqual(series.map((s) => s.name), ['Land AE', 'All other']);
  assert.equal(series[1]!.quantity_t[2], 160);
  assert.deepEqual(shareOf([1, null, 2], [4, 4, 0]), [0.25, null, null]);
});

test('A window cuts by month, quarter and year', () => {
  assert.deepEqual(window(frame, '2026-09', null).periods, ['2026-09', '2026-10']);
  assert.deepEqual(window(frame, null, '2025-09').series[0]!.quantity_t, [100, 100]);
  const years: Frame = { periods: ['2024', '2025', '2026'], months: null, series: [] };
  assert.deepEqual(window(years, '2025-05', null).periods, ['2025', '2026']);
  assert.deepEqual(window(years, '2030-01', null).periods, []);
});

test('Months that are not over are no fall but a beginning', () => {
  const part = closedPart(frame, 'M', '2026-10');
  assert.equal(part.frame.periods.at(-1), '2026-09');
  assert.deepEqual(part.open, [{ period: '2026-10', quantity_t: 190 }]);
  assert.equal(closedPart(frame, 'M', '2026-11').frame.periods.length, 15);
  // Census months stay, however old the newest licenses are.
  assert.equal(closedPart(frame, 'M', '2024-01').frame.periods.at(-1), '2026-09');
  const years: Frame = { periods: ['2025', '2026', '2027'], months: [12, 12, 1], series: [{ ...frame.series[0]!, marks: ['A', 'P', 'P'] }] };
  assert.deepEqual(closedPart(years, 'Y', '2026-11').frame.months, [12, 10]);
});

test('The lead names what is final and what licenses say', () => {
  const total = { ...frame, series: [sumSeries(frame.series, 'total', 'All', months.length)] };
  assert.equal(leadSentence(total), 'The United States imported 340 metric tons in September 2026, 88.9% more than a year earlier. Licenses so far point to 190 t in October 2026 (preliminary).');
  assert.equal(yearToDate(total)?.label, 'Jan–Sep 2026');
  assert.equal(yearToDate(total)?.change, null);
});

test('A question reaches a year further back than its chart', () => {
  const today = new Date('2026-11-22T00:00:00Z');
  const state = parseState(importSchema, '').state as unknown as ImportState;
  assert.equal(firstShown(state, today), '2023-11');
  assert.equal(importQuery(state, today)['from'], '2022-11');
  assert.equal(importQuery({ ...state, from: 'all' }, today)['from'], '');
  assert.equal(importQuery({ ...state, freq: 'Q', from: '2024-05' }, today)['from'], '2023-01');
  assert.equal(firstShown({ ...state, as_of: '2025-06-30' }, today), '2022-06');
});

test('Events stand at their day and are numbered', () => {
  const event = (date: string, countries: string) => ({ date, id: date, title: '', detail: '', countries, rate_percent: null, date_certainty: 'day' });
  const placed = placeEvents([event('2025-03-12', 'all'), event('2025-09-15', 'all'), event('2025-10-01', 'CA')], months, (e) => e.countries === 'all');
  assert.deepEqual(placed.map((p) => [p.number, p.at]), [[1, 1]]);
});
