import type { Row } from './types.ts';

export interface FlowNode {
  key: string;
  name: string;
  column: number;
  value: number;
}

export interface FlowLink {
  from: string;
  to: string;
  column: number;
  value: number;
}

export interface Flow {
  nodes: FlowNode[][];
  links: FlowLink[];
}

const rest = '~other';

/**
 * Sums chains by their ends in each column; the largest `most` places of a column stand for themselves, the others together.
 * @param columns the names of the code columns, in the order of the metal's way.
 */
export function flowOf(rows: readonly Row[], columns: readonly string[], most: number): Flow {
  const tons = (row: Row): number => Number(row['quantity_t'] ?? 0);
  const kept = columns.map((column) => {
    const sums = new Map<string, number>();
    for (const row of rows) sums.set(String(row[column]), (sums.get(String(row[column])) ?? 0) + tons(row));
    const order = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    // One place alone is named rather than called other.
    return new Set((order.length === most + 1 ? order : order.slice(0, most)).map(([code]) => code));
  });
  const nodes = columns.map(() => new Map<string, FlowNode>());
  const links = new Map<string, FlowLink>();
  for (const row of rows) {
    const keys = columns.map((column, i) => (kept[i]!.has(String(row[column])) ? String(row[column]) : rest));
    keys.forEach((key, i) => {
      const name = key === rest ? 'All other' : String(row[`${columns[i]}_name`] ?? key);
      const node = nodes[i]!.get(key) ?? { key, name, column: i, value: 0 };
      node.value += tons(row);
      nodes[i]!.set(key, node);
      if (i === 0) return;
      const from = keys[i - 1]!;
      const id = `${i} ${from} ${key}`;
      const link = links.get(id) ?? { from, to: key, column: i - 1, value: 0 };
      link.value += tons(row);
      links.set(id, link);
    });
  }
  const order = (a: FlowNode, b: FlowNode): number => Number(a.key === rest) - Number(b.key === rest) || b.value - a.value || (a.key < b.key ? -1 : 1);
  return { nodes: nodes.map((column) => [...column.values()].sort(order)), links: [...links.values()].sort((a, b) => b.value - a.value) };
}
