import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useLater } from './later.tsx';

export type Option = readonly [value: string, label: string];

export interface OptionGroup {
  label: string;
  options: readonly Option[];
}

const options = (list: readonly Option[]) => list.map(([value, label]) => <option key={value} value={value}>{label}</option>);

export function Select(props: {
  label: string; value: string; options?: readonly Option[]; groups?: readonly OptionGroup[]; onChange(value: string): void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(e) => props.onChange(e.currentTarget.value)}>
        {props.options && options(props.options)}
        {props.groups?.map((g) => <optgroup key={g.label} label={g.label}>{options(g.options)}</optgroup>)}
      </select>
    </div>
  );
}

/** The choices of a page. A narrow screen folds them behind a button, so that the first chart stands before them. */
export function Choices({ children }: { children: ComponentChildren }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="unfold" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>{isOpen ? 'Hide the choices' : 'Choose what to show'}</button>
      <form id={id} class={isOpen ? 'panel' : 'panel panel-folded'} aria-label="What to show" onSubmit={(e) => e.preventDefault()}>{children}</form>
    </>
  );
}

/** A few choices side by side: radio buttons, so that the keyboard works as people know it. */
export function Choice(props: { label: string; value: string; options: readonly Option[]; onChange(value: string): void }) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{props.label}</legend>
      <div>
        {props.options.map(([value, label]) => (
          <label key={value}>
            <input type="radio" name={name} value={value} checked={value === props.value} onChange={() => props.onChange(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A text that counts once it is left or entered, and only when it is valid. */
export function TextField(props: {
  label: string; value: string; type?: 'text' | 'password' | 'month' | 'date'; hint?: string; pattern?: string; onChange(value: string): void;
}) {
  const id = useId();
  // A field for months or days is a small page of its own, which the first chart need not wait for.
  const isLater = useLater();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id} type={((isLater && props.type) || 'text') as 'text'} value={props.value} pattern={props.pattern} placeholder={props.hint} autocomplete="off"
        onChange={(e) => e.currentTarget.reportValidity() && props.onChange(e.currentTarget.value)}
      />
    </div>
  );
}

export function Kpi({ label, value, note }: { label: string; value: ComponentChildren; note?: ComponentChildren }) {
  return <div class="kpi"><dt>{label}</dt><dd><span class="kpi-value">{value}</span><span class="kpi-note">{note ?? '\u00a0'}</span></dd></div>;
}
