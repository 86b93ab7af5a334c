import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from 'd3-shape';
import type { Style } from './palette.ts';

const shapes = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye];

export function Marker({ x, y, style, size = 46, hollow }: { x: number; y: number; style: Style; size?: number; hollow?: boolean }) {
  return (
    <path
      d={symbol(shapes[style.shape] ?? symbolCircle, size)() ?? ''} transform={`translate(${x.toFixed(1)},${y.toFixed(1)})`}
      fill={hollow ? 'var(--surface)' : style.colour} stroke={style.colour} stroke-width={hollow ? 1.5 : 0.5}
    />
  );
}

/** The marker for text: legends and tooltips. */
export const Swatch = ({ style }: { style: Style }) => (
  <svg class="swatch" width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true"><Marker x={0} y={0} style={style} size={60} /></svg>
);
