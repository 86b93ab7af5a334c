import { useId } from 'preact/hooks';
import { periodLabel } from '../core/periods.ts';
import { PeriodAxis, ValueAxis } from './axis.tsx';
import { ChartBox } from './chartBox.tsx';
import type { LineChartProps } from './lineChart.tsx';
import { firstPreliminary, Hatch, isOpen, openWord, PreliminaryBand, stripOf } from './preliminary.tsx';
import { bands, linear } from './scale.ts';

const bottom = 24, left = 70, right = 14;

/** Sums over periods, largest series at the foot. Bars that will change are hatched with an outline, in the band under the word. */
export function StackedBars(props: LineChartProps) {
  const { periods, lines, height = 340 } = props;
  const id = useId();
  const firstP = firstPreliminary(lines, periods.length);
  const top = stripOf(firstP < periods.length);
  const tops = periods.map((_, i) => lines.reduce((sum, l) => sum + Math.max(0, l.values[i] ?? 0), 0));
  const y = linear([0, Math.max(1e-9, ...tops)], [height - bottom, top], 5);
  const middle = (i: number, width: number): number => {
    const x = bands(periods.length, left, width - right);
    return x.at(i) + x.width / 2;
  };
  return (
    <ChartBox
      label={props.label} step="periods" height={height} count={periods.length} x={middle}
      tip={(i) => ({ title: periodLabel(periods[i]!, props.frequency), rows: lines.map((l) => ({ ...props.tip(l, i), style: l.style })) })}
    >
      {(width, cursor) => {
        const x = bands(periods.length, left, width - right);
        return (
          <>
            <defs>{lines.map((l, n) => <Hatch key={l.key} id={`${id}s${n}w${width}`} colour={l.style.colour} width={3} />)}</defs>
            {firstP < periods.length && (
              <PreliminaryBand id={`${id}h${width}`} left={x.at(firstP) - 1} right={width - right} top={top} bottom={height - bottom} word={openWord(lines)} />
            )}
            <ValueAxis scale={y} left={left} right={width - right} text={props.axis} />
            <PeriodAxis periods={periods} x={(i) => middle(i, width)} step={x.step} y={height - bottom} right={width} />
            {periods.map((period, i) => {
              let foot = 0;
              return (
                <g key={period} opacity={cursor === null || cursor === i ? 1 : 0.55}>
                  {lines.map((l, n) => {
                    const value = Math.max(0, l.values[i] ?? 0);
                    const from = foot;
                    foot += value;
                    if (value === 0) return null;
                    const willChange = isOpen(l.marks[i]);
                    return (
                      <rect
                        key={l.key} x={x.at(i)} width={x.width} y={y(foot)} height={Math.max(0.5, y(from) - y(foot))}
                        fill={willChange ? `url(#${id}s${n}w${width})` : l.style.colour} stroke={willChange ? l.style.colour : 'var(--surface)'} stroke-width={willChange ? 1 : 0.5}
                      />
                    );
                  })}
                </g>
              );
            })}
          </>
        );
      }}
    </ChartBox>
  );
}
