import { useId } from 'preact/hooks';
import { ChartBox } from './chartBox.tsx';
import { Hatch } from './preliminary.tsx';
import { linear } from './scale.ts';

export interface Bar {
  key: string;
  name: string;
  value: number;
  /** Whether it rests on licenses that Census figures will replace. */
  preliminary?: boolean;
  note?: string;
  /** What it is set against: a hollow bar beneath. */
  before?: number | null;
}

/** Room for a letter, for the number behind a bar, and for a name above it. */
const letter = 7.4, tail = 92, above = 17;
const thick = 18, thin = 9, gap = 8;

/** Horizontal bars, largest first, each with its number. Names that do not fit beside their bars stand above them. */
export function RankedBars({ label, bars, text }: { label: string; bars: readonly Bar[]; text(value: number): string }) {
  const id = useId();
  const pairs = bars.some((b) => b.before !== undefined);
  const high = Math.max(1e-9, ...bars.map((b) => Math.max(b.value, b.before ?? 0)));
  const longest = Math.max(...bars.map((b) => b.name.length)) * letter + 12;
  const isAbove = (width: number): boolean => longest > width * 0.36;
  const rowAt = (width: number): number => thick + gap + (pairs ? thin : 0) + (isAbove(width) ? above : 0);
  return (
    <ChartBox
      label={label} step="bars" height={(width) => Math.max(1, bars.length) * rowAt(width) + gap} count={bars.length} x={(_, width) => width * 0.6} y={(i, width) => (i + 0.5) * rowAt(width)}
      tip={(i) => ({ title: bars[i]!.name, rows: [{ name: '', value: text(bars[i]!.value), ...(bars[i]!.note ? { note: bars[i]!.note } : {}) }] })}
    >
      {(width, cursor) => {
        const row = rowAt(width), over = isAbove(width) ? above : 0;
        const left = over > 0 ? 1 : Math.max(120, longest);
        const x = linear([0, high], [left, width - tail]);
        const top = (i: number): number => i * row + gap + over;
        return (
          <>
            <defs><Hatch id={`${id}w${width}`} colour="var(--series-1)" width={3} /></defs>
            {bars.map((b, i) => (
              <g key={b.key} opacity={cursor === null || cursor === i ? 1 : 0.6}>
                {over > 0 ? <text x={0} y={top(i) - 5}>{b.name}</text> : <text x={left - 8} y={top(i) + thick / 2} dy="0.32em" text-anchor="end">{b.name}</text>}
                <rect
                  x={left} y={top(i)} height={thick} width={Math.max(1, x(b.value) - left)}
                  fill={b.preliminary ? `url(#${id}w${width})` : 'var(--series-1)'} stroke="var(--series-1)" stroke-width="1"
                />
                {b.before != null && <rect x={left} y={top(i) + thick} height={thin - 2} width={Math.max(1, x(b.before) - left)} fill="none" stroke="var(--series-other)" stroke-width="1" />}
                <text x={x(b.value) + 6} y={top(i) + thick / 2} dy="0.32em">{text(b.value)}</text>
              </g>
            ))}
          </>
        );
      }}
    </ChartBox>
  );
}
