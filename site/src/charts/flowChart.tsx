import { percent } from '../core/format.ts';
import type { Flow, FlowNode } from '../core/flow.ts';
import { ChartBox, type Tip } from './chartBox.tsx';
import { fit } from './labels.ts';

const gap = 7, nodeWidth = 12, top = 30;

/** A place as high as that has room for a name of two lines. */
const twoLines = 27;

/** Neighbours of a place that its tip names. */
const neighbours = 2;

interface Box {
  y: number;
  height: number;
}

/** Ribbons between columns, as wide as the tons are many. The cursor walks down the columns, one after the other. */
export function FlowChart({ flow, headings, label, text }: { flow: Flow; headings: readonly string[]; label: string; text(value: number): string }) {
  const nodes = flow.nodes.flat();
  const most = Math.max(1, ...flow.nodes.map((column) => column.length));
  const height = Math.max(260, most * 34 + top);
  const total = Math.max(1e-9, ...flow.nodes.map((column) => column.reduce((sum, n) => sum + n.value, 0)));
  const scale = (height - top - (most - 1) * gap) / total;
  const sideOf = (width: number): number => Math.min(150, width * 0.24);
  const x = (column: number, width: number): number => sideOf(width) + (column * (width - 2 * sideOf(width) - nodeWidth)) / Math.max(1, flow.nodes.length - 1);
  const boxes = flow.nodes.map((column) => {
    let y = top;
    return new Map(column.map((node): [string, Box] => {
      const place = { y, height: Math.max(1.5, node.value * scale) };
      y += place.height + gap;
      return [node.key, place];
    }));
  });
  const boxOf = (node: FlowNode): Box => boxes[node.column]!.get(node.key)!;
  const nameOf = (column: number, key: string): string => flow.nodes[column]!.find((n) => n.key === key)!.name;

  const tip = (index: number): Tip => {
    const node = nodes[index]!;
    const isLast = node.column === flow.nodes.length - 1;
    const links = flow.links.filter((l) => (isLast ? l.column === node.column - 1 && l.to === node.key : l.column === node.column && l.from === node.key));
    const other = isLast ? node.column - 1 : node.column + 1;
    return {
      title: `${headings[node.column]}: ${node.name}`,
      rows: [
        { name: '', value: text(node.value), note: `${percent(node.value / total)} of all` },
        ...links.slice(0, neighbours).map((l) => ({ name: `${isLast ? 'from' : 'to'} ${headings[other]!.toLowerCase()} ${nameOf(other, isLast ? l.from : l.to)}`, value: text(l.value) })),
      ],
    };
  };

  return (
    <ChartBox
      label={label} step="places, column by column" height={height} count={nodes.length} tip={tip}
      x={(i, width) => x(nodes[i]!.column, width) + nodeWidth / 2} y={(i) => boxOf(nodes[i]!).y + boxOf(nodes[i]!).height / 2}
    >
      {(width, cursor) => {
        const lit = cursor === null ? null : nodes[cursor]!;
        const outer = Math.floor(sideOf(width) / 7), inner = Math.floor((x(1, width) - x(0, width) - nodeWidth - 8) / 7.4);
        const outOf = new Map<string, number>(), into = new Map<string, number>();
        return (
          <>
            {headings.map((heading, i) => (
              <text key={heading} x={x(i, width) + nodeWidth / 2} y={14} text-anchor="middle" font-weight="600">{heading}</text>
            ))}
            {flow.links.map((link) => {
              const a = boxes[link.column]!.get(link.from)!, b = boxes[link.column + 1]!.get(link.to)!;
              const fromKey = `${link.column} ${link.from}`, toKey = `${link.column + 1} ${link.to}`;
              const size = Math.max(0.5, link.value * scale);
              const y0 = a.y + (outOf.get(fromKey) ?? 0) + size / 2, y1 = b.y + (into.get(toKey) ?? 0) + size / 2;
              outOf.set(fromKey, (outOf.get(fromKey) ?? 0) + size);
              into.set(toKey, (into.get(toKey) ?? 0) + size);
              const x0 = x(link.column, width) + nodeWidth, x1 = x(link.column + 1, width), middle = (x0 + x1) / 2;
              const isLit = lit !== null && ((lit.column === link.column && lit.key === link.from) || (lit.column === link.column + 1 && lit.key === link.to));
              return (
                <path
                  key={`${fromKey} ${link.to}`} d={`M${x0},${y0}C${middle},${y0} ${middle},${y1} ${x1},${y1}`} fill="none"
                  stroke={isLit ? 'var(--series-2)' : 'var(--series-1)'} stroke-width={size} opacity={isLit ? 0.75 : 0.3}
                />
              );
            })}
            {nodes.map((node) => {
              const { y, height: h } = boxOf(node);
              const isLast = node.column === flow.nodes.length - 1, isFirst = node.column === 0;
              const at = x(node.column, width);
              const parts = fit(node.name, isFirst || isLast ? outer : inner, h < twoLines ? 1 : 2), left = isFirst ? at - 6 : isLast ? at + nodeWidth + 6 : at + nodeWidth + 5;
              return (
                <g key={`${node.column} ${node.key}`}>
                  <rect x={at} y={y} width={nodeWidth} height={h} fill="var(--ink)" />
                  <text
                    y={y + h / 2} text-anchor={isFirst ? 'end' : 'start'}
                    class={isFirst || isLast ? undefined : 'on-flow'} font-weight={node === lit ? 600 : 400}
                  >
                    {parts.map((part, i) => <tspan key={i} x={left} dy={i > 0 ? '1.1em' : parts.length > 1 ? '-0.2em' : '0.32em'}>{part}</tspan>)}
                  </text>
                </g>
              );
            })}
          </>
        );
      }}
    </ChartBox>
  );
}
