import { otherKey } from '../core/series.ts';

/** Colours are custom properties of the style sheet, so that light, dark and print each have their own six. */
export const colours = 6;

/** Countries and regions that have a colour of their own on every page. */
const fixed: Readonly<Record<string, number>> = { CA: 0, usmca: 0, AE: 1, gcc: 1, CN: 2, eu27: 2, BH: 3, IN: 4, KR: 5, 'other-asia': 3 };

export interface Style {
  /** A colour of CSS. */
  colour: string;
  /** Number of the marker's shape; each series has its own, because colour alone tells nothing to some. */
  shape: number;
}

const muted: Style = { colour: 'var(--series-other)', shape: colours };

/** A colour and a shape for each key: the fixed one where it has one, else the first that is free. */
export function styles(keys: readonly string[]): Map<string, Style> {
  const taken = new Set(keys.map((k) => fixed[k]).filter((n) => n !== undefined));
  const free = Array.from({ length: colours }, (_, i) => i).filter((i) => !taken.has(i));
  const used = new Set<number>();
  return new Map(keys.map((key) => {
    const own = fixed[key];
    const index = key === otherKey ? undefined : own !== undefined && !used.has(own) ? own : free.shift();
    if (index === undefined) return [key, muted];
    used.add(index);
    return [key, { colour: `var(--series-${index + 1})`, shape: index }];
  }));
}
