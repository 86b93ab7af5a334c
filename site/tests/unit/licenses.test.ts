import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byWeek, lastOfMonth, record } from '../../src/core/accuracy.ts';
import { alertLink, finding, subject, type Alert } from '../../src/core/alerts.ts';
import { flowOf } from '../../src/core/flow.ts';

const alert: Alert = {
  id: 'x', rule: 'surge', period: '2026-10', partial: true, unusual: true, product: 'foil', product_name: 'Aluminum foil', country: 'OM', country_name: 'Oman',
  measure: 'quantity_t', value: 5120, baseline: 3710, change: 0.38, threshold: 0.25, threshold_t: 500, evidence: '',
};

test('An alert never says surge alone', () => {
  assert.equal(subject(alert), 'Aluminum foil from Oman');
  assert.equal(finding(alert), '+38.0% vs 3-month average (5,120 t against 3,710 t; threshold +25.0% and 500 t)');
  assert.equal(
    finding({ ...alert, rule: 'smelt-elsewhere', measure: 'share', value: 1, baseline: 0.332, change: 0.668 }),
    '+66.8 points vs the months before (100.0% against 33.2%; threshold +25.0 points and 500 t)',
  );
  assert.match(finding({ ...alert, change: null, baseline: 0 }), /^from none /);
  assert.equal(alertLink(alert, ''), '/imports/?by=hts10&product=foil&country=OM');
  assert.equal(alertLink({ ...alert, country: null }, '2026-11-01'), '/imports/?by=country&product=foil&as_of=2026-11-01');
});

test('A gap between partners names its category, sets the partner against Census, and leads to the gap', () => {
  const gap: Alert = {
    ...alert, rule: 'partner-gap', period: '2026-07', partial: false, product: null, product_name: null, related: '7606', related_name: 'Plate',
    value: 679, baseline: 1968, change: -0.655, threshold: 0.35, threshold_t: 1000,
  };
  assert.equal(subject(gap), 'Plate from Oman');
  assert.equal(finding(gap), '\u221265.5% against U.S. imports (679 t reported there, 1,968 t imported; threshold 35.0% either way and 1,000 t)');
  assert.equal(alertLink(gap, ''), '/global/?by=total&reporter=OM&partner=US&category=7606&basis=gap');
});

test('The record of licenses is that of the last snapshot of each month', () => {
  const rows = [
    { period: '2026-07', week: -1, license_quantity_t: 80, census_quantity_t: 100, error: 0.25 },
    { period: '2026-07', week: 3, license_quantity_t: 100, census_quantity_t: 100, error: 0 },
    { period: '2026-08', week: 3, license_quantity_t: 100, census_quantity_t: 110, error: 0.1 },
    { period: '2026-09', week: 0, license_quantity_t: 0, census_quantity_t: 10, error: null },
  ];
  assert.deepEqual(lastOfMonth(rows).map((r) => [r.period, r.error]), [['2026-07', 0], ['2026-08', 0.1]]);
  assert.deepEqual(record(rows), { count: 2, mean: 0.05, low: 0, high: 0.1 });
  assert.deepEqual(byWeek(rows).map((w) => [w.week, w.count, w.low, w.middle, w.high]), [[-1, 1, 0.25, 0.25, 0.25], [3, 2, 0, 0.05, 0.1]]);
  assert.equal(record([]), null);
});

test('A flow keeps all tons through every column', () => {
  const chain = (smelt: string, cast: string, origin: string, tons: number) => ({ smelt, smelt_name: smelt, cast, cast_name: cast, origin, origin_name: origin, quantity_t: tons });
  const rows = [chain('CA', 'CA', 'CA', 50), chain('RU', 'TR', 'TR', 20), chain('IN', 'IN', 'IN', 10), chain('AE', 'AE', 'AE', 5), chain('AU', 'KR', 'KR', 2)];
  const flow = flowOf(rows, ['smelt', 'cast', 'origin'], 2);
  for (const column of flow.nodes) assert.equal(column.reduce((sum, n) => sum + n.value, 0), 87);
  for (const column of [0, 1]) assert.equal(flow.links.filter((l) => l.column === column).reduce((sum, l) => sum + l.value, 0), 87);
  assert.deepEqual(flow.nodes[0]!.map((n) => n.name), ['CA', 'RU', 'All other']);
  assert.equal(flowOf(rows.slice(0, 3), ['smelt', 'cast', 'origin'], 2).nodes[0]!.length, 3);
});
