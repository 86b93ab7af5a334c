import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Flow } from '../core/flow.ts';

const gap = 7, nodeWidth = 12, top = 30;

interface Box {
  y: number;
  height: number;
}

/** Ribbons between columns, as wide as the tons are many. The table below says the same in numbers. */
export function FlowChart({ flow, headings, label, text }: { flow: Flow; headings: readonly string[]; label: string; text(value: number): string }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(720);
  const [lit, setLit] = useState<string | null>(null);
  useLayoutEffect(() => {
    const measure = (): void => setWidth(Math.max(260, Math.floor(box.current!.clientWidth)));
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  const most = Math.max(1, ...flow.nodes.map((column) => column.length));
  const height = Math.max(260, most * 34 + top);
  const total = Math.max(1e-9, ...flow.nodes.map((column) => column.reduce((sum, n) => sum + n.value, 0)));
  const scale = (height - top - (most - 1) * gap) / total;
  const side = Math.min(150, width * 0.24);
  const x = (column: number): number => side + (column * (width - 2 * side - nodeWidth)) / Math.max(1, flow.nodes.length - 1);
  const boxes = flow.nodes.map((column) => {
    let y = top;
    return new Map(column.map((node): [string, Box] => {
      const place = { y, height: Math.max(1.5, node.value * scale) };
      y += place.height + gap;
      return [node.key, place];
    }));
  });
  const outOf = new Map<string, number>(), into = new Map<string, number>();
  const letters = Math.floor(side / 7);
  return (
    <div ref={box} class="chart" style={{ height: `${height}px` }} onPointerLeave={() => setLit(null)}>
      <svg class="plot" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {headings.map((heading, i) => (
          <text key={heading} x={x(i) + nodeWidth / 2} y={14} text-anchor="middle" font-weight="600">{heading}</text>
        ))}
        {flow.links.map((link) => {
          const a = boxes[link.column]!.get(link.from)!, b = boxes[link.column + 1]!.get(link.to)!;
          const fromKey = `${link.column} ${link.from}`, toKey = `${link.column + 1} ${link.to}`;
          const size = Math.max(0.5, link.value * scale);
          const y0 = a.y + (outOf.get(fromKey) ?? 0) + size / 2, y1 = b.y + (into.get(toKey) ?? 0) + size / 2;
          outOf.set(fromKey, (outOf.get(fromKey) ?? 0) + size);
          into.set(toKey, (into.get(toKey) ?? 0) + size);
          const x0 = x(link.column) + nodeWidth, x1 = x(link.column + 1), middle = (x0 + x1) / 2;
          const isLit = lit === fromKey || lit === toKey;
          return (
            <path
              key={`${fromKey} ${link.to}`} d={`M${x0},${y0}C${middle},${y0} ${middle},${y1} ${x1},${y1}`} fill="none"
              stroke={isLit ? 'var(--series-2)' : 'var(--series-1)'} stroke-width={size} opacity={isLit ? 0.75 : 0.3}
            />
          );
        })}
        {flow.nodes.map((column, i) => column.map((node) => {
          const { y, height: h } = boxes[i]!.get(node.key)!;
          const isLast = i === flow.nodes.length - 1, isFirst = i === 0;
          const name = node.name.length > letters ? `${node.name.slice(0, letters - 1)}…` : node.name;
          return (
            <g key={`${i} ${node.key}`} onPointerEnter={() => setLit(`${i} ${node.key}`)}>
              <title>{`${node.name}: ${text(node.value)}`}</title>
              <rect x={x(i)} y={y} width={nodeWidth} height={h} fill="var(--ink)" />
              <text
                x={isFirst ? x(i) - 6 : isLast ? x(i) + nodeWidth + 6 : x(i) + nodeWidth + 5} y={y + h / 2} dy="0.32em" text-anchor={isFirst ? 'end' : 'start'}
                class={isFirst || isLast ? undefined : 'on-flow'}
              >
                {name}
              </text>
            </g>
          );
        }))}
      </svg>
    </div>
  );
}
