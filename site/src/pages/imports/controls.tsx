import { dimensions, importSchema, type ImportState } from '../../core/trade.ts';
import type { State } from '../../core/urlState.ts';
import { Choice, Choices, Select, TextField, type Option } from '../../ui/controls.tsx';
import { Later } from '../../ui/later.tsx';
import type { Codes } from '../../ui/useCodes.ts';

export type Change = (some: Partial<State<typeof importSchema>>) => void;

/** What few need; shown when one of them is in force. */
const refinements = ['hs', 'from', 'to', 'basis', 'trade', 'source'] as const;

/** A choice of a long list: what is chosen stands in it, also when it is several or not on the list. */
function withChosen(options: readonly Option[], value: string): Option[] {
  return value === '' || options.some(([v]) => v === value) ? [...options] : [[value, value], ...options];
}

const byName = (names: ReadonlyMap<string, string>): Option[] => [...names].sort((a, b) => a[1].localeCompare(b[1], 'en'));

export function Controls({ state, codes, change }: { state: ImportState; codes: Codes; change: Change }) {
  // What was picked to compare belongs to the rows that were shown.
  const ask = (some: Parameters<Change>[0]): void => change({ ...some, pick: '' });
  const places = withChosen([], codes.places.has(state.country) ? '' : state.country);
  const isRefined = refinements.some((name) => state[name] !== importSchema[name].initial);
  return (
    <Choices>
      <Select label="Break down by" value={state.by} options={Object.entries(dimensions)} onChange={(by) => ask({ by })} />
      <Select label="Product group" value={state.product} options={withChosen([['', 'All products'], ...codes.products], state.product)} onChange={(product) => ask({ product })} />
      <Select
        label="Country or region" value={state.country} onChange={(country) => ask({ country })} options={[['', 'All countries'], ...places]}
        groups={[{ label: 'Regions', options: [...codes.regions] }, { label: 'Countries', options: byName(codes.countries) }]}
      />
      <Choice
        label="Measure" value={state.measure} onChange={(measure) => change({ measure })}
        options={[['quantity_t', 'Tons'], ['value_usd', 'Dollars'], ['unit_value_usd_per_t', 'Dollars per ton']]}
      />
      <Choice label="Frequency" value={state.freq} onChange={(freq) => change({ freq })} options={[['M', 'Month'], ['Q', 'Quarter'], ['Y', 'Year'], ['YTD', 'Year to date']]} />
      <Choice label="Show" value={state.show} onChange={(show) => change({ show })} options={[['level', 'Level'], ['yoy', 'Change on year'], ['share', 'Share']]} />
      <Choice label="Chart" value={state.chart} onChange={(chart) => change({ chart })} options={[['line', 'Lines'], ['stack', 'Stacked bars']]} />
      <div class="field">
        <button type="button" onClick={() => change({ from: state.from === 'all' ? '' : 'all' })}>{state.from === 'all' ? 'Newest periods only' : 'All years'}</button>{' '}
        <button type="button" class="plain" onClick={() => change(Object.fromEntries(Object.entries(importSchema).filter(([n]) => n !== 'as_of').map(([n, f]) => [n, f.initial])))}>Reset</button>
      </div>
      <details class="wide" open={isRefined}>
        <summary>More choices: tariff code, months, basis, source</summary>
        <Later><div class="panel">
          <TextField label="Tariff code begins with" value={state.hs} hint="as 7607 or 760612" pattern="76\d{2,8}" onChange={(hs) => ask({ hs })} />
          <TextField label="From (month)" type="month" value={state.from === 'all' ? '' : state.from} onChange={(from) => change({ from })} />
          <TextField label="To (month)" type="month" value={state.to} onChange={(to) => change({ to })} />
          <Select
            label="Products counted" value={state.basis} onChange={(basis) => ask({ basis })}
            options={[['aim', 'Import Monitor (AIM)'], ['usgs', 'USGS basis, with scrap'], ['chapter76', 'All of chapter 76']]}
          />
          <Select label="Kind of imports" value={state.trade} onChange={(trade) => change({ trade })} options={[['consumption', 'For consumption'], ['general', 'General: all arrivals']]} />
          <Select label="Source" value={state.source} onChange={(source) => change({ source })} options={[['combined', 'Census, then licenses'], ['census', 'Census only'], ['license', 'Licenses only']]} />
        </div></Later>
      </details>
    </Choices>
  );
}
