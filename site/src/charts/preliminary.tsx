import type { Mark, Values } from '../core/types.ts';

interface Marked {
  marks: readonly Mark[];
  values: Values;
}

/** Whether a value will change: it is preliminary, a forecast, or waits for countries that have not reported. */
export const isOpen = (mark: Mark | undefined): boolean => mark === 'P' || mark === 'I' || mark === 'F';

/** First index of the tail that will change; the number of periods when there is none. */
export function firstPreliminary(series: readonly Marked[], length: number): number {
  for (let i = 0; i < length; i++) if (series.some((s) => isOpen(s.marks[i]) && s.values[i] !== null)) return i;
  return length;
}

/** Height of the strip above a plot: numbers of events, and above them the word, where there is something preliminary. */
export const stripOf = (hasPreliminary: boolean): number => (hasPreliminary ? 42 : 26);

/** Slanted lines, in any colour. */
export function Hatch({ id, colour, width = 1.4 }: { id: string; colour: string; width?: number }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1="0" y1="0" x2="0" y2="6" stroke={colour} stroke-width={width} />
    </pattern>
  );
}

/** What stands above the band. */
export function openWord(series: readonly Marked[]): string {
  const has = (mark: Mark): boolean => series.some((s) => s.marks.includes(mark));
  return has('I') ? 'Not all have reported' : has('F') ? (has('P') ? 'Preliminary, then forecast' : 'Forecast') : 'Preliminary';
}

/** The hatched band behind values that will change, and the word above it. */
export function PreliminaryBand(props: { id: string; left: number; right: number; top: number; bottom: number; word?: string }) {
  const { id, left, right, top, bottom, word } = props;
  return (
    <g class="preliminary">
      <defs><Hatch id={id} colour="var(--hatch)" /></defs>
      <rect x={left} y={top} width={Math.max(0, right - left)} height={bottom - top} fill={`url(#${id})`} />
      <line x1={left} x2={left} y1={word ? 18 : top} y2={bottom} stroke="var(--hatch-edge)" stroke-width="1" />
      {word && <text x={right} y={12} text-anchor="end" font-weight="600">{word}</text>}
    </g>
  );
}
