import type { Mark, Values } from '../core/types.ts';

interface Marked {
  marks: readonly Mark[];
  values: Values;
}

/** First index of the preliminary tail; the number of periods when there is none. */
export function firstPreliminary(series: readonly Marked[], length: number): number {
  for (let i = 0; i < length; i++) if (series.some((s) => s.marks[i] === 'P' && s.values[i] !== null)) return i;
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

/** The hatched band behind preliminary values, and the word above it. */
export function PreliminaryBand(props: { id: string; left: number; right: number; top: number; bottom: number; word?: boolean }) {
  const { id, left, right, top, bottom } = props;
  return (
    <g class="preliminary">
      <defs><Hatch id={id} colour="var(--hatch)" /></defs>
      <rect x={left} y={top} width={Math.max(0, right - left)} height={bottom - top} fill={`url(#${id})`} />
      <line x1={left} x2={left} y1={props.word === false ? top : 18} y2={bottom} stroke="var(--hatch-edge)" stroke-width="1" />
      {props.word !== false && <text x={right} y={12} text-anchor="end" font-weight="600">Preliminary</text>}
    </g>
  );
}
