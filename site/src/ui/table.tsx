import type { AriaRole, ComponentChildren } from 'preact';
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
  /** Whether rows of words become blocks of labelled lines on a narrow screen, where columns would be a few letters wide. */
  stacks?: boolean;
}) {
  const [all, setAll] = useState(false);
  const caption = useId();
  const first = props.first ?? 40;
  const rows = all ? props.rows : props.rows.slice(0, first);
  // A table that is laid out as blocks is no table to a screen reader unless it is told.
  const role = (name: AriaRole): { role?: AriaRole } => (props.stacks ? { role: name } : {});
  if (props.rows.length === 0) return <p class="empty">{props.empty ?? 'Nothing to list.'}</p>;
  return (
    <div class="table">
      <p class="caption" id={caption}>{props.caption}</p>
      <div class="table-scroll" role="region" aria-labelledby={caption} tabIndex={0}>
        <table aria-labelledby={caption} {...(props.stacks ? { class: 'stacks', role: 'table' } : {})}>
          <thead {...role('rowgroup')}>
            <tr {...role('row')}>{props.columns.map((c, i) => <th key={i} scope="col" class={c.numeric ? 'num' : undefined} {...role('columnheader')}>{c.label}</th>)}</tr>
          </thead>
          <tbody {...role('rowgroup')}>
            {rows.map((row) => (
              <tr key={props.keyOf(row)} {...role('row')}>
                {props.columns.map((c, i) =>
                  c.heads
                    ? <th key={i} scope="row" {...role('rowheader')}>{c.cell(row)}</th>
                    : <td key={i} class={c.numeric ? 'num' : undefined} data-label={props.stacks ? c.label : undefined} {...role('cell')}>{c.cell(row)}</td>)}
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
