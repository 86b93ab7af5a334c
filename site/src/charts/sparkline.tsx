import { Path } from './lineChart.tsx';
import { linear } from './scale.ts';
import type { Mark, Values } from '../core/types.ts';

/** A line without axes beside a number that is written out, so that it needs no text of its own. */
export function Sparkline({ values, marks, width = 96, height = 24 }: { values: Values; marks: readonly Mark[]; width?: number; height?: number }) {
  const high = Math.max(1e-9, ...values.map((v) => v ?? 0));
  const x = linear([0, Math.max(1, values.length - 1)], [2, width - 2]);
  const y = linear([0, high], [height - 2, 2]);
  return (
    <svg class="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <Path line={{ key: '', name: '', values, marks, style: { colour: 'var(--ink-soft)', shape: 0 } }} x={x} y={y} width={1.3} />
    </svg>
  );
}
