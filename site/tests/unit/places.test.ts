import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { centroids } from '../../src/charts/centroids.ts';
import { ratesInForce } from '../../src/core/tariff.ts';
import { embedCode } from '../../src/core/embed.ts';
import { thin } from '../../src/core/thin.ts';
import { otherKey, readFrame } from '../../src/core/series.ts';
import type { Answer, Dense, TradeEvent } from '../../src/core/types.ts';

test('Every country of the code list has a place on the map', () => {
  const list = new URL('../../../functions/Aim.Trade/Data/countries.csv', import.meta.url);
  const codes = new Set(readFileSync(list, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')[1]!));
  assert.ok(codes.size > 200, `${codes.size} codes`);
  assert.deepEqual([...codes].filter((code) => !centroids.has(code)), []);
  for (const [code, [east, north]] of centroids) assert.ok(Math.abs(east) <= 180 && Math.abs(north) <= 80 && (east * 2) % 1 === 0 && (north * 2) % 1 === 0, code);
});

const event = (date: string, countries: string, rate_percent: number | null): TradeEvent => ({ date, id: date, title: '', detail: '', countries, rate_percent, date_certainty: 'day' });
const events = [event('2018-03-23', 'all', 10), event('2020-08-16', 'CA', 10), event('2025-06-04', 'all', 50), event('2025-07-01', 'all', null), event('2026-04-23', 'CA;MX', 25), event('2027-01-01', 'all', 0)];

test('The duty in force is the newest general one of the day, and what came after it for a country', () => {
  assert.equal(ratesInForce(events, '2017-12-31', []).general, null);
  assert.equal(ratesInForce(events, '2025-05-01', ['CA']).general!.percent, 10);
  assert.deepEqual(ratesInForce(events, '2020-12-31', ['CA']).own.map((r) => r.percent), [10]);
  const now = ratesInForce(events, '2026-11-22', ['MX']);
  assert.deepEqual([now.general!.percent, now.own.map((r) => r.percent)], [50, [25]]);
  assert.deepEqual(ratesInForce(events, '2026-11-22', ['']).own, []);
});

test('A frame is pinned and its code is safe to paste', () => {
  const code = embedCode('http://h/imports/?by=product&country=CA%2CMX#x', 'us-imports', 'Foil & "more"', '2026-11-22', 600);
  assert.ok(code.includes('src="http://h/imports/?by=product&amp;country=CA,MX&amp;as_of=2026-11-22&amp;embed=us-imports"'), code);
  assert.ok(code.includes('title="Foil &amp; &quot;more&quot;"'));
});

test('A thin answer has the largest rows and the sum of the others, to the same unit values', () => {
  const series = Array.from({ length: 20 }, (_, i) => ({
    country: `C${i}`, country_name: `Land ${i}`, cty_code: `${i}`, quantity_t: [i + 1, null], value_usd: [1000 * (i + 1), null], unit_value_usd_per_t: [1000, null], quantity_coverage: [1, null], status: 'A-',
  }));
  const whole = { meta: {}, data: { period: ['2026-01', '2026-02'], series } } as unknown as Answer<Dense>;
  const frame = readFrame((thin(whole) as Answer<Dense>).data, 'country', '');
  assert.deepEqual(frame.series.map((s) => s.key), [...Array.from({ length: 12 }, (_, i) => `C${19 - i}`), otherKey]);
  assert.deepEqual(frame.series.at(-1)!.quantity_t, [36, null]);
  assert.ok(frame.series.every((s) => s.unit_value_usd_per_t[0] === 1000 && s.unit_value_usd_per_t[1] === null));
  const small = { meta: {}, data: { period: [], series: series.slice(0, 13) } };
  assert.equal(thin(small), small);
});
