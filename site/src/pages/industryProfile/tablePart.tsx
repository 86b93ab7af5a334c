import { toCsv } from '../../core/csv.ts';
import { cell, csvOf, sourceName, usual, type ProfileTable } from '../../core/profile.ts';
import type { Row } from '../../core/types.ts';
import { download } from '../../ui/download.ts';
import { Table } from '../../ui/table.tsx';

const rowsAtFirst = 20;

/** Longer words than that make a column too narrow to read on a telephone. */
const long = 12;

/** A table of the profile with its source and its files. */
export function TablePart({ table: { id, title, url, source, note, columns, rows } }: { table: ProfileTable }) {
  const csv = (): void => {
    const names = columns.map(({ name, title: own }) => (columns.filter((c) => c.name === name).length === 1 ? name : own));
    download(`${id}.csv`, new Blob([toCsv(names, rows.map((row): Row => Object.fromEntries(names.map((name, i) => [name, row[i] ?? null]))))], { type: 'text/csv' }));
  };
  const shown = columns.map((column, index) => ({ ...column, index })).filter((c) => !saysTheSame(c.index, title, rows));
  const isWordy = shown.slice(1).some((c) => c.format === 'text' && rows.some((row) => String(row[c.index] ?? '').length > long));
  const lines = rows.map((cells, index) => ({ cells, index }));
  return (
    <div class="report-table" id={`table-${id}`}>
      <h3>{usual(title)}</h3>
      <Table
        stacks={isWordy} caption={<>Source: {sourceName(source)}.{note && ` ${usual(note)}`}</>} rows={lines} keyOf={(r) => String(r.index)} first={rowsAtFirst}
        columns={shown.map((column, i) => ({ label: usual(column.title), heads: i === 0, numeric: column.format !== 'text', cell: (r: (typeof lines)[number]) => cell(r.cells[column.index] ?? null, column) }))}
      />
      <div class="actions">
        <button type="button" onClick={csv}>CSV of this table</button>
        <a href={csvOf(url)} aria-label={`CSV of all: ${title}`}>CSV of all</a>
        <a href={url} aria-label={`JSON of all: ${title}`}>JSON</a>
      </div>
    </div>
  );
}

/** Whether all rows of a column say what the title says already. */
const saysTheSame = (index: number, title: string, rows: ProfileTable['rows']): boolean =>
  rows.length > 1 && rows.every((row) => row[index] === rows[0]![index] && typeof row[index] === 'string' && title.includes(row[index]));
