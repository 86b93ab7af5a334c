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
}

/** Horizontal bars, largest first, each with its number. */
export function RankedBars({ label, bars, text }: { label: string; bars: readonly Bar[]; text(value: number): string }) {
  const id = useId();
  const row = 26;
  const high = Math.max(1e-9, ...bars.map((b) => b.value));
  return (
    <ChartBox
      label={label} step="bars" height={Math.max(1, bars.length) * row + 8} count={bars.length} x={(_, width) => width * 0.6}
      tip={(i) => ({ title: bars[i]!.name, rows: [{ name: '', value: text(bars[i]!.value), ...(bars[i]!.note ? { note: bars[i]!.note } : {}) }] })}
    >
      {(width, cursor) => {
        const left = Math.min(190, width * 0.36);
        const x = linear([0, high], [left, width - 92]);
        const letters = Math.floor(left / 7.4);
        return (
          <>
            <defs><Hatch id={`${id}w${width}`} colour="var(--series-1)" width={3} /></defs>
            {bars.map((b, i) => (
              <g key={b.key} opacity={cursor === null || cursor === i ? 1 : 0.6}>
                <text x={left - 8} y={i * row + row / 2 + 4} dy="0.32em" text-anchor="end">{b.name.length > letters ? `${b.name.slice(0, letters - 1)}…` : b.name}</text>
                <rect
                  x={left} y={i * row + 8} height={row - 8} width={Math.max(1, x(b.value) - left)}
                  fill={b.preliminary ? `url(#${id}w${width})` : 'var(--series-1)'} stroke="var(--series-1)" stroke-width="1"
                />
                <text x={x(b.value) + 6} y={i * row + row / 2 + 4} dy="0.32em">{text(b.value)}</text>
              </g>
            ))}
          </>
        );
      }}
    </ChartBox>
  );
}
