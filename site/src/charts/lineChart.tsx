import { extent } from 'd3-array';
import { line } from 'd3-shape';
import { useId } from 'preact/hooks';
import { periodLabel } from '../core/periods.ts';
import type { Frequency, Mark, Values } from '../core/types.ts';
import { PeriodAxis, ValueAxis } from './axis.tsx';
import { ChartBox, type TipRow } from './chartBox.tsx';
import { EventLines, type PlacedEvent } from './events.tsx';
import { spread } from './labels.ts';
import { Marker } from './marker.tsx';
import type { Style } from './palette.ts';
import { linear } from './scale.ts';
import { firstPreliminary, isOpen, openWord, PreliminaryBand, stripOf } from './preliminary.tsx';

export interface Line {
  key: string;
  name: string;
  values: Values;
  marks: readonly Mark[];
  style: Style;
  /** Edges of the interval in which a forecast is likely to end. */
  low?: Values;
  high?: Values;
}

export interface LineChartProps {
  label: string;
  periods: readonly string[];
  frequency: Frequency;
  lines: readonly Line[];
  axis(value: number): string;
  /** What the tip says of a line at a period. */
  tip(line: Line, index: number): Omit<TipRow, 'style'>;
  events?: readonly PlacedEvent[];
  height?: number;
  /** Names the steps when they are no periods. */
  name?(period: string): string;
  /** Whether the axis begins at 0; a price or a change does not need to. */
  fromZero?: boolean;
}

const bottom = 24, left = 70;

/** Lines over periods. Values that will change are dashed, in a hatched band, under the word. */
export function LineChart(props: LineChartProps) {
  const { periods, lines, height = 340 } = props;
  const id = useId();
  const count = periods.length;
  const firstP = firstPreliminary(lines, count);
  const top = stripOf(firstP < count);
  const domain = extent(lines.flatMap((l) => [...l.values, ...(l.low ?? []), ...(l.high ?? [])].filter((v) => v !== null)));
  const [low, high] = props.fromZero === false ? [domain[0] ?? 0, domain[1] ?? 1] : [Math.min(0, domain[0] ?? 0), Math.max(0, domain[1] ?? 1)];
  const y = linear([low, high], [height - bottom, top], 5);
  const layout = (width: number) => {
    // Names stand beside the lines where there is room, else in the legend above.
    const beside = width >= 560 && lines.length > 1;
    const right = width - (beside ? Math.min(190, width * 0.26) : 14);
    const scale = linear([0, Math.max(1, count - 1)], [left + 6, right - 6]);
    return { beside, right, x: (i: number) => (count === 1 ? (left + right) / 2 : scale(i)) };
  };
  return (
    <ChartBox
      label={props.label} step="periods" height={height} count={count} x={(i, width) => layout(width).x(i)}
      tip={(i) => ({
        title: props.name?.(periods[i]!) ?? periodLabel(periods[i]!, props.frequency),
        rows: lines.map((l) => ({ ...props.tip(l, i), style: l.style })),
      })}
    >
      {(width, cursor) => {
        const { beside, right, x } = layout(width);
        const step = x(1) - x(0);
        return (
          <>
            {firstP < count && (
              <PreliminaryBand id={`${id}h${width}`} left={x(firstP) - Math.min(8, step / 2)} right={right} top={top} bottom={height - bottom} word={openWord(lines)} />
            )}
            <ValueAxis scale={y} left={left} right={right} text={props.axis} />
            <PeriodAxis periods={periods} x={x} step={step} y={height - bottom} right={width} name={props.name} />
            {props.events && <EventLines events={props.events} x={x} top={top} bottom={height - bottom} />}
            {lines.map((l) => l.low && l.high && <Interval key={l.key} low={l.low} high={l.high} colour={l.style.colour} x={x} y={y} />)}
            {lines.map((l) => <Path key={l.key} line={l} x={x} y={y} />)}
            {beside && <EndLabels lines={lines} x={right + 8} room={width - right - 22} y={y} top={top} bottom={height - bottom} />}
            {cursor !== null && (
              <g class="cursor">
                <line x1={x(cursor)} x2={x(cursor)} y1={top} y2={height - bottom} />
                {lines.map((l) => {
                  const value = l.values[cursor];
                  return value == null ? null : <Marker key={l.key} x={x(cursor)} y={y(value)} style={l.style} hollow={isOpen(l.marks[cursor])} />;
                })}
              </g>
            )}
          </>
        );
      }}
    </ChartBox>
  );
}

/** One line: solid where final, dashed where it will change. A value without neighbours is a dot, because a line needs two. */
export function Path({ line: l, x, y, width = 2 }: { line: Line; x(i: number): number; y(v: number): number; width?: number }) {
  const at = l.values.map((value, i) => ({ value, i, final: !isOpen(l.marks[i]) }));
  const draw = line<(typeof at)[number]>().defined((p) => p.value !== null).x((p) => x(p.i)).y((p) => y(p.value ?? 0));
  const tail = at.findIndex((p) => !p.final && p.value !== null);
  const solid = tail === -1 ? at : at.slice(0, tail);
  const dashed = tail === -1 ? [] : at.slice(Math.max(0, tail - 1));
  const lone = at.filter((p, i) => p.value !== null && (at[i - 1]?.value ?? null) === null && (at[i + 1]?.value ?? null) === null);
  const newest = solid.findLast((p) => p.value !== null);
  return (
    <g fill="none" stroke={l.style.colour} stroke-width={width} stroke-linejoin="round">
      <path d={draw(solid) ?? ''} />
      {dashed.length > 0 && <path d={draw(dashed) ?? ''} stroke-dasharray="3 3" class="dashed" />}
      {lone.map((p) => <circle key={p.i} cx={x(p.i)} cy={y(p.value!)} r={width} fill={l.style.colour} />)}
      {newest && width >= 2 && <Marker x={x(newest.i)} y={y(newest.value!)} style={l.style} size={36} />}
    </g>
  );
}

/** The area between two edges. */
function Interval({ low, high, colour, x, y }: { low: Values; high: Values; colour: string; x(i: number): number; y(v: number): number }) {
  const edge = (values: Values): string[] => values.map((v, i) => (v === null ? '' : `${x(i).toFixed(1)},${y(v).toFixed(1)}`)).filter((p) => p !== '');
  return <path d={`M${[...edge(high), ...edge(low).reverse()].join('L')}Z`} fill={colour} opacity="0.22" />;
}

function EndLabels({ lines, x, room, y, top, bottom }: { lines: readonly Line[]; x: number; room: number; y(v: number): number; top: number; bottom: number }) {
  const ends = lines.map((l) => ({ l, want: y(l.values.findLast((v) => v !== null) ?? 0) }));
  const letters = Math.floor(room / 6.6);
  const places = spread(ends.map((e) => e.want), 16, top, bottom);
  return (
    <g class="names">
      {ends.map(({ l }, i) => (
        <g key={l.key}>
          <Marker x={x + 5} y={places[i]!} style={l.style} />
          <text x={x + 14} y={places[i]!} dy="0.32em">{l.name.length > letters ? `${l.name.slice(0, letters - 1)}…` : l.name}</text>
        </g>
      ))}
    </g>
  );
}
