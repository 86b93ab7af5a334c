import { useId } from 'preact/hooks';
import { centroids } from './centroids.ts';
import { ChartBox, type TipRow } from './chartBox.tsx';
import { land } from './land.ts';
import { Hatch } from './preliminary.tsx';

export interface Place {
  code: string;
  name: string;
  value: number;
}

interface Props {
  label: string;
  /** Largest first. */
  places: readonly Place[];
  /** Whether the figures rest on licenses in part. */
  preliminary: boolean;
  text(value: number): string;
  tip(place: Place): TipRow;
}

/** The part of the world with people in it, in degrees. */
const west = -170, north = 76, south = -56, wide = 360;
/** Radius of the largest circle, as a share of the width. */
const largest = 0.036;
/** So many of the largest are named, where there is room. */
const mostNamed = 10;
const letter = 7.2, line = 16;

/** A circle at each country, as large as its value: an area tells what no shading of a Bahrain could. */
export function CircleMap({ label, places, preliminary, text, tip }: Props) {
  const id = useId();
  const shown = places.filter((p) => p.value > 0 && centroids.has(p.code));
  const high = Math.max(1e-9, ...shown.map((p) => p.value));
  const scale = (width: number): number => width / wide;
  // The land's path begins in the Pacific; what lies west of that begins again in the east.
  const x = (i: number, width: number): number => ((centroids.get(shown[i]!.code)![0] - west + wide) % wide) * scale(width);
  const y = (i: number, width: number): number => (north - centroids.get(shown[i]!.code)![1]) * scale(width);
  const radius = (value: number, width: number): number => Math.max(1.5, Math.sqrt(value / high) * largest * width);
  const height = (width: number): number => Math.round((north - south) * scale(width));
  return (
    <ChartBox label={label} step="countries, largest first" height={height} count={shown.length} x={x} y={y} tip={(i) => ({ title: shown[i]!.name, rows: [tip(shown[i]!)] })}>
      {(width, cursor) => (
        <>
          <defs>
            <Hatch id={`${id}w${width}`} colour="var(--series-1)" width={2.4} />
            <clipPath id={`${id}c`}><rect width={width} height={height(width)} /></clipPath>
          </defs>
          <g clip-path={`url(#${id}c)`} fill="var(--land)">
            {[0, wide].map((turn) => <path key={turn} d={land} transform={`scale(${scale(width)}) translate(${turn - west},${north})`} />)}
          </g>
          {shown.map((p, i) => (
            <circle
              key={p.code} cx={x(i, width)} cy={y(i, width)} r={radius(p.value, width)} fill={preliminary ? `url(#${id}w${width})` : 'var(--series-1)'}
              fill-opacity={preliminary ? 1 : 0.55} stroke={i === cursor ? 'var(--series-2)' : 'var(--series-1)'} stroke-width={i === cursor ? 3 : 1} stroke-dasharray={preliminary ? '3 2' : undefined}
            />
          ))}
          {width >= 640 && named(shown.map((p, i) => ({ ...p, x: x(i, width), top: y(i, width) - radius(p.value, width) - 5, middle: y(i, width) + 5, bottom: y(i, width) + radius(p.value, width) + 15 }))).map((n) => (
            <text key={n.name} x={n.x} y={n.y} text-anchor="middle" class="on-flow">{n.name}</text>
          ))}
          <Measure high={high} width={width} bottom={height(width)} radius={radius} text={text} />
        </>
      )}
    </ChartBox>
  );
}

/** Names above their circles, else below, else on them, else none, and never over another circle: the largest choose first. */
function named(places: readonly { name: string; x: number; top: number; middle: number; bottom: number }[]): { name: string; x: number; y: number }[] {
  const set: { name: string; x: number; y: number }[] = [];
  for (const { name, x, top, middle, bottom } of places.slice(0, mostNamed)) {
    const isOver = (at: number): boolean => places.some((p) => p.name !== name && Math.abs(p.x - x) < (p.bottom - p.top) / 2 && at > p.top && at < p.bottom - line / 2);
    const isNear = (at: number): boolean => set.some((s) => Math.abs(s.y - at) < line && Math.abs(s.x - x) < ((s.name.length + name.length) * letter) / 2);
    const y = [top, bottom, middle].find((at) => at > line && !isOver(at) && !isNear(at));
    if (y !== undefined) set.push({ name, x, y });
  }
  return set;
}

/** What the size of a circle means. */
function Measure(props: { high: number; width: number; bottom: number; radius(value: number, width: number): number; text(value: number): string }) {
  const { width } = props;
  const round = 10 ** Math.floor(Math.log10(props.high));
  return (
    <g>
      {[round, round / 10].map((value, i) => {
        const r = props.radius(value, width), middle = props.bottom - 8 - r;
        return (
          <g key={value}>
            <circle cx={width * 0.02 + props.radius(round, width) + i * Math.max(110, width * 0.1)} cy={middle} r={r} fill="none" stroke="var(--ink-soft)" />
            <text x={width * 0.02 + props.radius(round, width) + i * Math.max(110, width * 0.1) + r + 6} y={props.bottom - 8} class="on-flow">{props.text(value)}</text>
          </g>
        );
      })}
    </g>
  );
}
