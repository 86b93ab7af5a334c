import { periodLabel } from '../core/periods.ts';
import type { Scale } from './scale.ts';

/** Lines and numbers of the values; the unit stands in the chart's subtitle. */
export function ValueAxis(props: { scale: Scale; left: number; right: number; text(value: number): string; count?: number }) {
  const { scale, left, right } = props;
  return (
    <g class="axis">
      {scale.ticks(props.count ?? 5).map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={scale(value)} y2={scale(value)} class={value === 0 ? 'zero' : 'grid'} />
          <text x={left - 6} y={scale(value)} dy="0.32em" text-anchor="end">{props.text(value)}</text>
        </g>
      ))}
    </g>
  );
}

/** The periods that get a label: years where they fit, else every so manieth period, at least `gap` pixels apart. */
export function ticksOf(periods: readonly string[], step: number, name: (period: string) => string = (p) => periodLabel(p), gap = 58): { index: number; label: string }[] {
  if (periods.length === 0) return [];
  const firsts = periods.map((p, index) => ({ index, p })).filter(({ p }) => /^\d{4}(-01|-Q1)?$/.test(p));
  if (firsts.length >= 3) {
    const every = Math.max(1, Math.ceil(gap / (step * (firsts[1]!.index - firsts[0]!.index)) - 1e-9));
    return firsts.filter((_, i) => i % every === 0).map(({ index, p }) => ({ index, label: p.slice(0, 4) }));
  }
  const every = [1, 2, 3, 4, 6, 12].find((n) => n * step >= gap) ?? 12;
  return periods.map((p, index) => ({ index, label: name(p) })).filter(({ index }) => index % every === 0);
}

export function PeriodAxis(props: { periods: readonly string[]; x(index: number): number; step: number; y: number; right: number; name?: ((period: string) => string) | undefined }) {
  return (
    <g class="axis">
      {ticksOf(props.periods, props.step, props.name).map(({ index, label }, i, all) => {
        const x = props.x(index);
        // A label in the last corner would run out of the picture.
        const anchor = x > props.right - 24 ? 'end' : x < 24 && i === 0 ? 'start' : 'middle';
        return (
          <g key={index}>
            <line x1={x} x2={x} y1={props.y} y2={props.y + 4} class="tick" />
            {(anchor !== 'end' || i === 0 || x - props.x(all[i - 1]!.index) > label.length * 12) && <text x={x} y={props.y + 17} text-anchor={anchor}>{label}</text>}
          </g>
        );
      })}
    </g>
  );
}
