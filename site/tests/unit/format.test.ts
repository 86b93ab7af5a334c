import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedWith, dollars, measures, number, percent, signedPercent } from '../../src/core/format.ts';
import { addMonths, dayLabel, firstOpenMonth, periodLabel, periodMonths, yearEarlier } from '../../src/core/periods.ts';
import { toCsv } from '../../src/core/csv.ts';
import { fit, spread } from '../../src/charts/labels.ts';
import { bands, linear } from '../../src/charts/scale.ts';
import { ticksOf } from '../../src/charts/axis.tsx';
import { monthsText } from '../../src/ui/vintages.tsx';

test('A change has a sign, and a true minus', () => {
  assert.equal(signedPercent(0.1234), '+12.3%');
  assert.equal(signedPercent(-0.009), '\u22120.9%');
  assert.equal(signedPercent(-0.0001), '0.0%');
  assert.equal(signedPercent(42), 'over +999%');
  assert.equal(comparedWith(-0.009, 'before'), '0.9% less than before');
  assert.equal(comparedWith(0.0004, 'before'), 'the same as before');
  assert.equal(percent(0.456), '45.6%');
});

test('Numbers carry their unit', () => {
  assert.equal(measures.quantity_t.text(542754.6), '542,755 t');
  assert.equal(dollars(1_384_759_589), '$1.38 billion');
  assert.equal(dollars(340_400_000), '$340 million');
  assert.equal(dollars(12_345), '$12,345');
  assert.equal(measures.unit_value_usd_per_t.text(3670.498), '$3,670 per t');
  assert.equal(measures.value_usd.axis(1_200_000_000), '$1.2bn');
  assert.equal(number(-3), '\u22123');
});

test('Periods have names and neighbours', () => {
  assert.equal(periodLabel('2026-08', 'M', true), 'August 2026');
  assert.equal(periodLabel('2026-08', 'YTD'), 'Jan–Aug 2026');
  assert.equal(periodLabel('2026-Q3', 'Q'), 'Q3 2026');
  assert.equal(periodLabel('2026', 'Y'), '2026');
  assert.equal(addMonths('2026-01', -13), '2024-12');
  assert.equal(addMonths('2026-11', 2), '2027-01');
  assert.equal(yearEarlier('2026-Q3'), '2025-Q3');
  assert.equal(dayLabel('2026-11-05T10:00:00Z'), '5 Nov 2026');
  assert.deepEqual(periodMonths('2026-Q2'), ['2026-04', '2026-05', '2026-06']);
  assert.deepEqual([periodMonths('2026').at(-1), periodMonths('2026-10')], ['2026-12', ['2026-10']]);
  assert.deepEqual(['2026-11-17', '2026-11-30', null].map(firstOpenMonth), ['2026-11', '2026-12', null]);
});

test('A CSV file quotes what needs it and leaves absent numbers empty', () => {
  const text = toCsv(['a', 'b'], [{ a: 'Korea, South', b: 1.5 }, { a: 'say "x"', b: null }]);
  assert.equal(text, 'a,b\r\n"Korea, South",1.5\r\n"say ""x""",\r\n');
});

test('Labels are moved apart and stay inside', () => {
  const places = spread([10, 11, 300, 299, 12], 16, 0, 300);
  const sorted = [...places].sort((a, b) => a - b);
  for (let i = 1; i < sorted.length; i++) assert.ok(sorted[i]! - sorted[i - 1]! >= 16 - 1e-9);
  assert.ok(sorted[0]! >= 0 && sorted.at(-1)! <= 300);
  assert.ok(places[0]! < places[1]! && places[1]! < places[4]!);
});

test('Ticks of months are years where there are enough, and never too close', () => {
  const months = Array.from({ length: 60 }, (_, i) => addMonths('2021-10', i));
  assert.deepEqual(ticksOf(months, 12).map((t) => t.label), ['2022', '2023', '2024', '2025', '2026']);
  assert.deepEqual(ticksOf(months, 3).map((t) => t.label), ['2022', '2024', '2026']);
  for (const { index } of ticksOf(months.slice(0, 9), 30)) assert.equal(index % 2, 0);
});

test('A scale is straight, and its rounded domain holds all values', () => {
  const y = linear([3, 97], [200, 0], 5);
  assert.deepEqual([y(0), y(100), y(50)], [200, 0, 100]);
  assert.deepEqual(y.ticks(5), [0, 20, 40, 60, 80, 100]);
  assert.equal(linear([0, 0], [10, 20])(0), 10);
  const x = bands(4, 10, 50, 0.2);
  assert.deepEqual([x.at(0), x.width, x.at(3) + x.width], [11, 8, 49]);
});

test('A list of months is short', () => {
  assert.equal(monthsText('2026-08;2026-09'), 'Aug 2026, Sep 2026');
  assert.equal(monthsText('2018-01;2018-02;2018-03;2018-04'), 'Jan 2018 to Apr 2018 (4 months)');
  assert.equal(monthsText(''), 'none');
});

test('A name is cut between its words where two lines have room', () => {
  assert.deepEqual(fit('United Arab Emirates', 12, 2), ['United Arab', 'Emirates']);
  assert.deepEqual(fit('United Arab Emirates', 12, 1), ['United Arab…']);
  assert.deepEqual(fit('Canada', 12, 2), ['Canada']);
  assert.deepEqual(fit('Liechtensteinish', 12, 2), ['Liechtenste…']);
});
