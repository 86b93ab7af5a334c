import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importSchema } from '../../src/core/trade.ts';
import { formatState, parseState } from '../../src/core/urlState.ts';

test('An empty address is the initial state and the other way round', () => {
  const { state, ignored } = parseState(importSchema, '');
  assert.equal(state.by, 'country');
  assert.deepEqual(ignored, []);
  assert.equal(formatState(importSchema, state), '');
});

test('Every state of the closed fields survives its address', () => {
  for (const [name, field] of Object.entries(importSchema)) {
    for (const value of 'values' in field ? field.values : []) {
      const state = { ...parseState(importSchema, '').state, [name]: value };
      assert.deepEqual(parseState(importSchema, formatState(importSchema, state)), { state, ignored: [] });
    }
  }
});

test('Lists keep their commas readable', () => {
  const state = { ...parseState(importSchema, '').state, country: 'CA,eu27', pick: 'CA,AE', as_of: '2026-06-30' };
  const address = formatState(importSchema, state);
  assert.equal(address, '?country=CA,eu27&pick=CA,AE&as_of=2026-06-30');
  assert.deepEqual(parseState(importSchema, address).state, state);
});

test('What is not valid is named and the rest is kept', () => {
  const { state, ignored } = parseState(importSchema, '?by=planet&measure=value_usd&from=2026-13&as_of=2026-06-31&hs=8504&colour=red&__proto__=1');
  assert.equal(state.by, 'country');
  assert.equal(state.measure, 'value_usd');
  assert.deepEqual(ignored.map((p) => p.name), ['by', 'from', 'as_of', 'hs', 'colour', '__proto__']);
});
