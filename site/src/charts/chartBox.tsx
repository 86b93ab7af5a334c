import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isComingAlive } from '../core/published.ts';
import type { Style } from './palette.ts';
import { Swatch } from './marker.tsx';

export interface TipRow {
  name: string;
  value: string;
  note?: string;
  style?: Style;
}

export interface Tip {
  title: string;
  rows: readonly TipRow[];
}

interface Props {
  /** What the chart shows, for those who cannot see it. */
  label: string;
  /** What an arrow key steps through. */
  step: string;
  height: number | ((width: number) => number);
  count: number;
  /** Middle of a step, in pixels of the picture. */
  x(index: number, width: number): number;
  /** Where places lie in a plane: how far down. */
  y?(index: number, width: number): number;
  tip(index: number): Tip;
  /** The picture, for a width and the step under the cursor. */
  children(width: number, cursor: number | null): ComponentChildren;
}

/** Before script measures the page, style sheets choose the width that fits best: a telephone's, a tablet's, a desk's. */
const stills = [343, 720, 1184] as const;

/** More rows than that are spoken one by one, chosen with up and down. */
const spokenAtOnce = 3;

/** A picture of its container's width with a cursor that pointer and keyboard move; what is under it is shown and spoken. */
export function ChartBox(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const hint = useId();
  const [width, setWidth] = useState(() => (isComingAlive() ? null : 720));
  const [cursor, setCursor] = useState<number | null>(null);
  const [row, setRow] = useState(0);
  const [byKey, setByKey] = useState(false);

  useLayoutEffect(() => {
    const measure = (): void => setWidth(Math.max(220, Math.floor(box.current!.clientWidth)));
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  const heightAt = (w: number): number => (typeof props.height === 'number' ? props.height : props.height(w));
  const last = props.count - 1;
  const at = cursor === null || last < 0 ? null : Math.min(cursor, last);
  const tip = at === null ? null : props.tip(at);

  const onKeyDown = (event: KeyboardEvent): void => {
    const here = at ?? last + 1;
    const steps: Record<string, () => void> = {
      ArrowLeft: () => setCursor(Math.max(0, here - 1)),
      ArrowRight: () => setCursor(Math.min(last, at === null ? 0 : here + 1)),
      PageUp: () => setCursor(Math.max(0, here - 12)),
      PageDown: () => setCursor(Math.min(last, here + 12)),
      Home: () => setCursor(0),
      End: () => setCursor(last),
      ArrowUp: () => tip && setRow((row + tip.rows.length - 1) % tip.rows.length),
      ArrowDown: () => tip && setRow((row + 1) % tip.rows.length),
      Escape: () => setCursor(null),
    };
    const step = steps[event.key];
    if (!step || last < 0) return;
    event.preventDefault();
    setByKey(true);
    step();
  };

  const onPointer = (event: PointerEvent): void => {
    if (width === null) return;
    const { left, top } = box.current!.getBoundingClientRect();
    const far = (i: number): number => Math.hypot(props.x(i, width) - event.clientX + left, props.y ? props.y(i, width) - event.clientY + top : 0);
    let nearest = 0;
    for (let i = 1; i <= last; i++) if (far(i) < far(nearest)) nearest = i;
    setByKey(false);
    setCursor(last < 0 ? null : nearest);
  };

  const spoken = tip && byKey ? speech(tip, row) : '';
  const tipLeft = at === null || width === null ? 0 : props.x(at, width);
  return (
    <div
      ref={box} class="chart" role="application" aria-roledescription="chart" aria-label={props.label} aria-describedby={hint} tabIndex={0}
      onKeyDown={onKeyDown} onPointerMove={onPointer} onPointerDown={onPointer} onPointerLeave={() => setCursor(null)} onBlur={() => setCursor(null)}
    >
      {(width === null ? stills : [width]).map((w) => (
        <svg key={width === null ? w : 0} width={w} height={heightAt(w)} viewBox={`0 0 ${w} ${heightAt(w)}`} aria-hidden="true" class={width === null ? `plot still-${w}` : 'plot'}>
          {props.children(w, at)}
        </svg>
      ))}
      {tip && width !== null && (
        <div class={tipLeft > width / 2 ? 'tip tip-left' : 'tip'} style={tipLeft > width / 2 ? { right: `${width - tipLeft + 12}px` } : { left: `${tipLeft + 12}px` }}>
          <strong>{tip.title}</strong>
          <ul>
            {tip.rows.map((r, i) => (
              <li key={i} class={byKey && tip.rows.length > spokenAtOnce && i === row % tip.rows.length ? 'here' : undefined}>
                {r.style && <Swatch style={r.style} />} {r.name !== '' && <span class="tip-name">{r.name}</span>} <span class="tip-value">{r.value}</span>
                {r.note && <small> {r.note}</small>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p id={hint} class="unseen">Left and right arrow keys move through the {props.step}, up and down through the lines, Home and End to the first and last. The table below holds the same numbers.</p>
      <p class="unseen" aria-live="polite">{spoken}</p>
    </div>
  );
}

function speech(tip: Tip, row: number): string {
  const say = (r: TipRow): string => [r.name, r.value, r.note].filter((t) => t).join(' ');
  const rows = tip.rows.length <= spokenAtOnce ? tip.rows : [tip.rows[row % tip.rows.length]!];
  return `${tip.title}. ${rows.map(say).join('. ')}`;
}
