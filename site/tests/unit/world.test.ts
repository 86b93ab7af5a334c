import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseState } from '../../src/core/urlState.ts';
import { newestFair, toldOf, worldMarks, worldSchema, type WorldState } from '../../src/core/world.ts';
import { conditions, title } from '../../src/pages/global/scope.ts';
import type { Series } from '../../src/core/types.ts';

const stateOf = (search: string): WorldState => parseState(worldSchema, search).state as unknown as WorldState;
const name = (code: string): string => ({ CA: 'Canada', US: 'USA', RU: 'Russian Federation' })[code] ?? code;

test('A chart of world trade says what it shows and whose word it is', () => {
  assert.equal(title(stateOf(''), name), 'World exports of aluminum, by reporting country');
  assert.equal(title(stateOf('?reporter=CA&partner=US&category=7607&by=total'), name), 'Exports of foil from Canada to the United States');
  assert.equal(title(stateOf('?reporter=US&flow=M&by=partner'), name), 'Imports of aluminum into the United States, by partner');
  assert.equal(title(stateOf('?reporter=RU&by=total&basis=mirror'), name), 'Exports of aluminum from the Russian Federation, estimated from partners');
  assert.equal(title(stateOf('?by=category&basis=gap'), name), 'World exports of aluminum: reported minus mirror, by category');
});

test('Exports are free on board and imports with freight, and a mirror has the valuation of the other side', () => {
  assert.match(conditions(stateOf('')), /FOB/);
  assert.match(conditions(stateOf('?flow=M')), /CIF/);
  assert.match(conditions(stateOf('?basis=mirror')), /CIF/);
  assert.match(conditions(stateOf('?flow=M&basis=mirror')), /FOB/);
});

const months = ['2025-01', '2025-02', '2026-01', '2026-02'];

test('A total is fairly complete while at most one in ten of those of a year earlier is missing', () => {
  const told = toldOf({ period: months, series: [{ sources: [20, 20, 18, 17], sources_missing: ['', '', 'AE;BH', 'AE;BH;EG'] }] }, 'M', months);
  assert.deepEqual(told.map((t) => t.isFair), [true, true, true, false]);
  assert.deepEqual(told[3]!.missing, ['AE', 'BH', 'EG']);
  assert.equal(newestFair(told), 2);
});

test('A year is complete when it has twelve months of nearly all', () => {
  const years = ['2024', '2025', '2026'];
  const told = toldOf({ period: years, series: [{ sources: [20, 20, 20], sources_missing: ['', 'EG', 'AE;BH;EG'], months: [12, 12, 9] }] }, 'Y', years);
  assert.deepEqual(told.map((t) => t.isFair), [true, true, false]);
});

test('A gap is of few where both sides cover less than half of what they did a year earlier', () => {
  const told = toldOf({ period: months, series: [{ reported_quantity_t: [100, 100, 60, 40] }] }, 'M', months);
  assert.deepEqual(told.map((t) => t.isFair), [true, true, true, false]);
});

test('A country by itself waits for nobody; a sum waits for those who are missing', () => {
  const series = { marks: ['A', 'A', 'R', 'A'] } as unknown as Series;
  const told = [true, true, true, false].map((isFair) => ({ sources: 1, missing: [], isFair }));
  assert.deepEqual(worldMarks(series, {}, months, 'M', told, true), ['A', 'A', 'R', 'A']);
  assert.deepEqual(worldMarks(series, {}, months, 'M', told, false), ['A', 'A', 'R', 'I']);
  assert.deepEqual(worldMarks({ marks: ['A', 'A'] } as unknown as Series, { months: [12, 9] }, ['2025', '2026'], 'Y', [], true), ['A', 'I']);
});
