import { thinProfile, type Profile } from './profile.ts';
import { otherKey, sumSeries } from './series.ts';
import type { Answer, Dense, Mark, Row, Series, Values } from './types.ts';

/** Rows that a first screen may need; the rest of them are summed. */
const most = 12;

const recent = 12;

const sum = (values: Values): number => values.slice(-recent).reduce<number>((a, b) => a + (b ?? 0), 0);

/**
 * The part of an answer that a first screen is drawn from: the largest rows and the sum of the others, without what the page
 * can compute from the rest. The same object when there is nothing to leave out.
 */
export function thin(answer: unknown): unknown {
  if ((answer as Partial<Profile>).sections) return thinProfile(answer as Profile);
  const { data } = answer as Answer<Dense | Row[]>;
  if (Array.isArray(data)) {
    const rows = thinRows(data);
    return rows === data ? answer : { ...(answer as object), data: rows };
  }
  return (data?.series?.length ?? 0) > most + 1 ? { ...(answer as object), data: thinDense(data) } : answer;
}

function thinRows(rows: Row[]): Row[] {
  const [first] = rows;
  if (!first) return rows;
  if ('error' in first && 'census_quantity_t' in first) return rows.map(({ error: _, ...rest }) => rest);
  if ('reporter' in first && 'partner' in first && rows.length > most) return [...rows].sort((a, b) => Number(b['quantity_t']) - Number(a['quantity_t'])).slice(0, most);
  return rows;
}

function thinDense({ period = [], series = [] }: Dense): Dense {
  const by = Object.keys(series[0]!).find((name) => `${name}_name` in series[0]!)!;
  const rows = series.map((row) => ({ row, series: read(row, by) })).sort((a, b) => sum(b.series.quantity_t) - sum(a.series.quantity_t));
  const other = sumSeries(rows.slice(most).map((r) => r.series), otherKey, 'All other', period.length);
  return { period, series: [...rows.slice(0, most).map(({ row, series }) => write(row['cty_code'], by, series)), write(undefined, by, other)] };
}

const read = (row: Record<string, unknown>, by: string): Series => ({
  key: String(row[by]), name: String(row[`${by}_name`]),
  quantity_t: row['quantity_t'] as Values, value_usd: row['value_usd'] as Values, unit_value_usd_per_t: row['unit_value_usd_per_t'] as Values,
  quantity_coverage: (row['quantity_coverage'] as Values | undefined) ?? [], marks: [...String(row['status'])] as Mark[],
});

/** Without unit values, which follow from the rest. */
const write = (code: unknown, by: string, s: Series): Record<string, unknown> => ({
  [by]: s.key, [`${by}_name`]: s.name, ...(code === undefined ? {} : { cty_code: code }),
  // Thousandths of a ton, as the API has them.
  quantity_t: s.quantity_t.map((v) => v && Math.round(v * 1000) / 1000), value_usd: s.value_usd,
  ...(s.quantity_coverage.every((c) => c === null || c === 1) ? {} : { quantity_coverage: s.quantity_coverage }),
  status: s.marks.join(''),
});
