import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

export interface TableColumn<R> {
  label: ComponentChildren;
  numeric?: boolean;
  /** This cell names the row. */
  heads?: boolean;
  cell(row: R): ComponentChildren;
}

/** A table that scrolls sideways by itself, also by keyboard, and shows its first rows until asked for all. */
export function Table<R>(props: {
  caption: ComponentChildren; columns: readonly TableColumn<R>[]; rows: readonly R[]; keyOf(row: R): string; first?: number; empty?: string;
}) {
  const [all, setAll] = useState(false);
  const caption = useId();
  const first = props.first ?? 40;
  const rows = all ? props.rows : props.rows.slice(0, first);
  if (props.rows.length === 0) return <p class="empty">{props.empty ?? 'Nothing to list.'}</p>;
  return (
    <div class="table">
      <div class="table-scroll" role="region" aria-labelledby={caption} tabIndex={0}>
        <table>
          <caption id={caption}>{props.caption}</caption>
          <thead>
            <tr>{props.columns.map((c, i) => <th key={i} scope="col" class={c.numeric ? 'num' : undefined}>{c.label}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={props.keyOf(row)}>
                {props.columns.map((c, i) =>
                  c.heads
                    ? <th key={i} scope="row">{c.cell(row)}</th>
                    : <td key={i} class={c.numeric ? 'num' : undefined}>{c.cell(row)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!all && props.rows.length > first && (
        <button type="button" class="plain" onClick={() => setAll(true)}>Show all {props.rows.length} rows</button>
      )}
    </div>
  );
}
