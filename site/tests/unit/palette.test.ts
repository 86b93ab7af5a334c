import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { styles } from '../../src/charts/palette.ts';
import { otherKey } from '../../src/core/series.ts';
import { contrast, distance, eyes } from './colour.ts';

const css = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');

const tokens = (part: string): Map<string, string> => new Map([...part.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));
const [lightPart, darkPart] = css.split('@media') as [string, string];
const themes = { light: tokens(lightPart), dark: tokens(darkPart) };

for (const [theme, colours] of Object.entries(themes)) {
  const surface = colours.get('surface')!;
  const series = [1, 2, 3, 4, 5, 6].map((n) => colours.get(`series-${n}`)!);

  test(`Every line of the ${theme} theme stands out from its surface`, () => {
    for (const colour of [...series, colours.get('series-other')!, colours.get('hatch-edge')!]) assert.ok(contrast(colour, surface) >= 3, `${colour} on ${surface}: ${contrast(colour, surface)}`);
  });

  test(`Any two lines of the ${theme} theme can be told apart by every eye`, () => {
    for (const [name, matrix] of Object.entries(eyes)) {
      for (const a of series) for (const b of series) if (a < b) assert.ok(distance(a, b, matrix) >= 26, `${a} and ${b} for ${name}: ${distance(a, b, matrix)}`);
    }
  });

  test(`Text of the ${theme} theme can be read on all that it stands on`, () => {
    for (const ink of ['ink', 'ink-soft', 'link', 'error']) {
      for (const back of ['surface', 'raised', 'notice-back', 'error-back', 'done-back', 'sample-back']) {
        if (ink === 'error' && back === 'sample-back') continue;
        const ratio = contrast(colours.get(ink)!, colours.get(back)!);
        assert.ok(ratio >= 4.5, `${ink} on ${back}: ${ratio}`);
      }
    }
    assert.ok(contrast(colours.get('focus')!, surface) >= 3);
  });
}

test('A country keeps its colour whoever stands beside it, and no two share one', () => {
  const alone = styles(['CA']).get('CA')!;
  const among = styles(['BR', 'MX', 'CA', 'ZA', 'QA', 'AR', otherKey]);
  assert.deepEqual(among.get('CA'), alone);
  assert.equal(new Set([...among.values()].map((s) => s.colour)).size, 7);
  assert.equal(new Set([...among.values()].map((s) => s.shape)).size, 7);
  assert.equal(among.get(otherKey)!.colour, 'var(--series-other)');
});
