import { bases, categories, worldDimensions, worldSchema, type WorldState } from '../../core/world.ts';
import type { State } from '../../core/urlState.ts';
import { Choice, Choices, Select, TextField, type Option } from '../../ui/controls.tsx';
import type { Codes } from '../../ui/useCodes.ts';

export type Change = (some: Partial<State<typeof worldSchema>>) => void;

/** Parts of other countries' customs territories: they neither report nor are told of. */
const untold = new Set(['AS', 'CC', 'CX', 'FK', 'GU', 'HM', 'IO', 'LI', 'MC', 'NF', 'PN', 'PR', 'SJ', 'TF', 'UM', 'XK']);

const byName = (names: ReadonlyMap<string, string>): Option[] => [...names].filter(([code]) => !untold.has(code)).sort((a, b) => a[1].localeCompare(b[1], 'en'));

export function Controls({ state, codes, change }: { state: WorldState; codes: Codes; change: Change }) {
  // What was picked to compare belongs to the rows that were shown.
  const ask = (some: Parameters<Change>[0]): void => change({ ...some, pick: '' });
  const places = (value: string, all: string): { options: Option[]; groups: { label: string; options: Option[] }[] } => ({
    options: [['', all], ...(value === '' || codes.places.has(value) ? [] : [[value, value] as const])],
    groups: [{ label: 'Regions', options: [...codes.regions] }, { label: 'Countries', options: byName(codes.countries) }],
  });
  return (
    <Choices>
      <Choice label="Flow" value={state.flow} onChange={(flow) => ask({ flow })} options={[['X', 'Exports'], ['M', 'Imports']]} />
      <Select
        label="Reporting country or region" value={state.reporter} {...places(state.reporter, 'All that report')}
        // One country has one line; its partners are what there is to see.
        onChange={(reporter) => ask({ reporter, ...(reporter !== '' && state.by === 'reporter' ? { by: 'partner' } : reporter === '' && state.by === 'partner' ? { by: 'reporter' } : {}) })}
      />
      <Select label="Partner country or region" value={state.partner} {...places(state.partner, 'All partners')} onChange={(partner) => ask({ partner })} />
      <Select
        label="Category" value={state.category} onChange={(category) => ask({ category })}
        options={[['', 'All seven'], ...Object.entries(categories).map(([code, name]) => [code, `${code} ${name}`] as const), ...(state.category.includes(',') ? [[state.category, state.category] as const] : [])]}
      />
      <Select label="Break down by" value={state.by} options={Object.entries(worldDimensions)} onChange={(by) => ask({ by })} />
      <Choice label="Whose word" value={state.basis} onChange={(basis) => ask({ basis })} options={Object.entries(bases).map(([value, { label }]) => [value, label] as const)} />
      <Choice
        label="Measure" value={state.measure} onChange={(measure) => change({ measure })}
        options={[['quantity_t', 'Tons'], ['value_usd', 'Dollars'], ['unit_value_usd_per_t', 'Dollars per ton']]}
      />
      <Choice label="Frequency" value={state.freq} onChange={(freq) => change({ freq })} options={[['M', 'Month'], ['Q', 'Quarter'], ['Y', 'Year'], ['YTD', 'Year to date']]} />
      {state.basis === 'gap'
        ? <Choice label="Show" value={state.show} onChange={(show) => change({ show })} options={[['level', 'Gap'], ['share', 'Share of reported']]} />
        : <Choice label="Chart" value={state.chart} onChange={(chart) => change({ chart })} options={[['line', 'Lines'], ['stack', 'Stacked bars']]} />}
      <TextField label="From (month)" type="month" value={state.from === 'all' ? '' : state.from} onChange={(from) => change({ from })} />
      <TextField label="To (month)" type="month" value={state.to} onChange={(to) => change({ to })} />
      <div class="field">
        <button type="button" onClick={() => change({ from: state.from === 'all' ? '' : 'all' })}>{state.from === 'all' ? 'Newest periods only' : 'All years'}</button>{' '}
        <button type="button" class="plain" onClick={() => change(Object.fromEntries(Object.entries(worldSchema).filter(([n]) => n !== 'as_of').map(([n, f]) => [n, f.initial])))}>Reset</button>
      </div>
    </Choices>
  );
}
