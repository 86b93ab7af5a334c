import { blank } from '../core/format.ts';
import { periodLabel } from '../core/periods.ts';
import type { Frequency, Mark, Row, Series, Values } from '../core/types.ts';
import type { Line } from '../charts/lineChart.tsx';
import { Table } from './table.tsx';

/** A number with the letter of its status: p preliminary, r revised; words where there is no number. */
export function Marked({ value, mark, text }: { value: number | null | undefined; mark: Mark; text(value: number): string }) {
  if (value == null) return <span class="mark">{blank(mark)}</span>;
  const letter = mark === 'P' ? ['p', 'preliminary'] : mark === 'R' ? ['r', 'revised'] : mark === 'E' ? ['e', 'estimated'] : mark === 'I' ? ['i', 'not all have reported'] : mark === 'F' ? ['f', 'forecast'] : null;
  return <>{text(value)}{letter && <sup class="mark"><abbr title={letter[1]}>{letter[0]}</abbr></sup>}</>;
}

/** The numbers of a chart, newest period first. */
export function LinesTable(props: {
  caption: string; periods: readonly string[]; frequency: Frequency; lines: readonly Line[]; text(value: number): string;
  /** What the small letters mean. */
  letters?: string;
}) {
  const rows = props.periods.map((period, index) => ({ period, index })).reverse();
  return (
    <Table
      caption={`${props.caption}. ${props.letters ?? 'p: preliminary, from licenses; r: revised.'}`} rows={rows} keyOf={(r) => r.period} first={24}
      columns={[
        { label: 'Period', heads: true, cell: (r) => periodLabel(r.period, props.frequency) },
        ...props.lines.map((l) => ({
          label: l.name, numeric: true,
          cell: (r: (typeof rows)[number]) => <Marked value={l.values[r.index]} mark={l.marks[r.index] ?? '-'} text={props.text} />,
        })),
      ]}
    />
  );
}

/** The rows of a chart in the API's own columns and precision, with what the chart derived in a column of its own. */
export function seriesRows(by: string, periods: readonly string[], series: readonly Series[], derived?: { name: string; of(series: Series): Values }) {
  const codes = by === 'total' ? [] : [by, `${by}_name`];
  const columns = ['period', ...codes, 'quantity_t', 'value_usd', 'unit_value_usd_per_t', ...(derived ? [derived.name] : []), 'status'];
  const rows = periods.flatMap((period, i) =>
    series.filter((s) => (s.marks[i] ?? '-') !== '-').map((s): Row => ({
      period,
      [by]: s.key.startsWith('~') ? null : s.key,
      [`${by}_name`]: s.name,
      quantity_t: s.quantity_t[i] ?? null,
      value_usd: s.value_usd[i] ?? null,
      unit_value_usd_per_t: s.unit_value_usd_per_t[i] ?? null,
      ...(derived ? { [derived.name]: derived.of(s)[i] ?? null } : {}),
      status: s.marks[i] ?? '-',
    })));
  return { columns, rows };
}
