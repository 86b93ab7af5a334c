import { address } from '../core/api.ts';
import { percent } from '../core/format.ts';
import { now } from '../core/published.ts';
import { addMonths, firstOpenMonth, monthOf, periodLabel } from '../core/periods.ts';
import { closedPart, ranking, readFrame } from '../core/series.ts';
import type { Dense, Frequency } from '../core/types.ts';
import { asOfField, type State } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Choice, Choices, Select } from '../ui/controls.tsx';
import { Later, useLater } from '../ui/later.tsx';
import { DataNotice, IgnoredNotice, Notice } from '../ui/notices.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useCodes } from '../ui/useCodes.ts';
import { useData } from '../ui/useData.ts';
import { AttributeChart, type Attribute } from './supplyChain/attributeChart.tsx';
import { Chains } from './supplyChain/chains.tsx';

const code = /^[A-Za-z0-9-]+$/;

export const supplySchema = {
  product: { initial: '', pattern: code },
  measure: { initial: 'quantity_t', values: ['quantity_t', 'value_usd', 'unit_value_usd_per_t'] },
  freq: { initial: 'M', values: ['M', 'Q', 'Y'] },
  show: { initial: 'level', values: ['level', 'share'] },
  years: { initial: '3', values: ['3', 'all'] },
  as_of: asOfField,
};

const newest = 3;

export default function SupplyChainPage() {
  const { state, ignored, change } = useAddress(supplySchema);
  const from = state.years === 'all' ? '' : addMonths(state.as_of ? state.as_of.slice(0, 7) : monthOf(now()), -36);
  const question = { product: state.product, freq: state.freq === 'M' ? '' : state.freq, from: state.freq === 'M' ? from : from.slice(0, 4), as_of: state.as_of };
  const smelt = useData<Dense>(address('smelt.json', { ...question, shape: 'dense' }));
  const codes = useCodes(state.as_of, useLater() && smelt.answer !== null);

  const { frame } = closedPart(readFrame(smelt.answer?.data ?? {}, 'smelt', ''), state.freq as Frequency, firstOpenMonth(smelt.answer?.meta.license_through ?? null));
  const ranks = ranking(frame, 'quantity_t', state.freq === 'M' ? newest : 1, 12);
  const until = frame.periods.at(-1);
  const product = codes.products.get(state.product) ?? (state.product || 'aluminum');
  const attribute = (name: Attribute['name']): Omit<Attribute, 'loaded'> => ({ name, question, product });
  return (
    <Shell page={pageOf('supply-chain')} asOf={state.as_of} wide>
      <IgnoredNotice ignored={ignored} />
      <DataNotice loaded={smelt} name="The data on smelt and cast" />
      <p class="lead lead-live">
        {ranks.length > 0 && until
          ? `Of the ${product} licensed ${state.freq === 'M' ? `in the three months to ${periodLabel(until, 'M', true)}` : `in ${periodLabel(until)}`}, ${percent(ranks[0]!.share ?? 0)} was smelted in ${nameOf(ranks[0]!.series)}${share(ranks, 'secondary', ' is secondary metal, which has no smelt')}${share(ranks, 'unknown', ' is of unknown smelt')}.`
          : 'Where the aluminum of U.S. imports was smelted and last cast.'}
      </p>
      {smelt.answer && (
        <>
          <Choices>
            <Select label="Product group" value={state.product} options={[['', 'All products'], ...codes.products]} onChange={(p) => change({ product: p })} />
            <Choice label="Measure" value={state.measure} onChange={(measure) => change({ measure })} options={[['quantity_t', 'Tons'], ['value_usd', 'Dollars'], ['unit_value_usd_per_t', 'Dollars per ton']]} />
            <Choice label="Frequency" value={state.freq} onChange={(freq) => change({ freq })} options={[['M', 'Month'], ['Q', 'Quarter'], ['Y', 'Year']]} />
            <Choice label="Show" value={state.show} onChange={(show) => change({ show })} options={[['level', 'Level'], ['share', 'Share']]} />
            <Choice label="Years" value={state.years} onChange={(years) => change({ years })} options={[['3', 'Newest three'], ['all', 'All']]} />
          </Choices>
          {frame.periods.length > 0 || smelt.loading
            ? <AttributeChart {...attribute('smelt')} loaded={smelt} state={state} />
            : <p class="empty">No licenses in this selection. <button type="button" class="plain" onClick={() => change({ product: '', years: 'all' })}>Show all products and years</button></p>}
          <Notice>
            <p>
              Only licenses tell smelt and cast; Census does not ask. All figures here are from licenses, also for months that Census has published.
              The form names the largest smelt without a split, so all tons of a license count for it.
              Until 29 June 2022 the smelt could be given as unknown.
            </p>
          </Notice>
          <Later>
            <Cast {...attribute('cast')} state={state} />
            {until && <Chains period={until} frequency={state.freq} product={state.product} productName={product} asOf={state.as_of} />}
          </Later>
        </>
      )}
    </Shell>
  );
}

function Cast(props: Omit<Attribute, 'loaded'> & { state: State<typeof supplySchema> }) {
  const loaded = useData<Dense>(address('cast.json', { ...props.question, shape: 'dense' }));
  return (
    <>
      <DataNotice loaded={loaded} name="The data on cast" />
      {(loaded.loading || (loaded.answer?.data.period?.length ?? 0) > 0) && <AttributeChart {...props} loaded={loaded} />}
    </>
  );
}

const nameOf = (series: { key: string; name: string }): string => (series.key === 'secondary' || series.key === 'unknown' ? series.name.toLowerCase() : series.name);

function share(ranks: ReturnType<typeof ranking>, key: string, words: string): string {
  const row = ranks.find((r) => r.series.key === key);
  return row?.share ? `; ${percent(row.share)}${words}` : '';
}
