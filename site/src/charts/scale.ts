import { nice, ticks } from 'd3-array';

/** A place for each value, along a straight line. */
export interface Scale {
  (value: number): number;
  /** Round values for an axis, about so many. */
  ticks(count: number): number[];
}

/**
 * From a domain of values to a range of pixels.
 * @param round so many steps, to whose round values the domain is widened.
 */
export function linear(domain: readonly [number, number], range: readonly [number, number], round?: number): Scale {
  const [low, high] = round ? nice(domain[0], domain[1], round) : domain;
  const slope = high === low ? 0 : (range[1] - range[0]) / (high - low);
  return Object.assign((value: number) => range[0] + (value - low) * slope, { ticks: (count: number) => ticks(low, high, count) });
}

export interface Bands {
  /** Left edge of a band. */
  at(index: number): number;
  width: number;
  /** From one band to the next. */
  step: number;
}

/** Bands of one width side by side, with gaps of a share of a step between them. */
export function bands(count: number, from: number, to: number, gap = 0.18): Bands {
  const step = (to - from) / Math.max(1, count);
  return { at: (index) => from + (index + gap / 2) * step, width: step * (1 - gap), step };
}
