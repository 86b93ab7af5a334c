import { useMemo } from 'preact/hooks';
import { address } from '../core/api.ts';
import { now } from '../core/published.ts';
import { firstOpenMonth, periodLabel, periodsInYear } from '../core/periods.ts';
import { closedPart, otherKey, ranking, readFrame, sumSeries, window } from '../core/series.ts';
import { firstShown, importQuery, importSchema, type ImportState } from '../core/trade.ts';
import type { Dense } from '../core/types.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Later, useLater } from '../ui/later.tsx';
import { Near } from '../ui/near.tsx';
import { DataNotice, IgnoredNotice, Notice } from '../ui/notices.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useCodes } from '../ui/useCodes.ts';
import { useData } from '../ui/useData.ts';
import { useEvents } from '../ui/useEvents.ts';
import { Controls } from './imports/controls.tsx';
import { Facts } from './imports/facts.tsx';
import { ImportChart } from './imports/importChart.tsx';
import { Multiples } from './imports/multiples.tsx';
import { ImportRanking } from './imports/ranking.tsx';
import { conditions, latestSpan, scope } from './imports/scope.ts';
import { Summary } from './imports/summary.tsx';

const picked = 5;

export default function ImportsPage() {
  const { state: raw, ignored, change } = useAddress(importSchema);
  const state = raw as unknown as ImportState;
  const query = importQuery(state, now());
  const loaded = useData<Dense>(address('us-imports.json', { ...query, shape: 'dense' }));
  const codes = useCodes(state.as_of, useLater() && loaded.answer !== null);
  const events = useEvents(loaded.answer !== null);

  // The answer on screen may still be that of the question before.
  const by = loaded.loading ? byOf(loaded.answer?.data, state.by) : state.by;
  const { frame: whole, open } = useMemo(
    () => closedPart(readFrame(loaded.answer?.data ?? {}, by, 'All imports'), state.freq, firstOpenMonth(loaded.answer?.meta.license_through ?? null)),
    [loaded.answer, by],
  );
  const first = firstShown(state, now());
  const shown = useMemo(() => window(whole, first, state.to || null), [whole, first, state.to]);
  const span = latestSpan(whole, state.freq);
  const ranks = useMemo(() => ranking(whole, state.measure, span.periods, periodsInYear(state.freq), span.end), [whole, state.measure, state.freq, span.periods, span.end]);
  const total = useMemo(() => sumSeries(whole.series, 'total', 'All', whole.periods.length), [whole]);
  const keys = state.pick === '' ? ranks.filter((r) => r.series.key !== otherKey).slice(0, picked).map((r) => r.series.key) : state.pick.split(',');
  const isEmpty = loaded.answer !== null && !loaded.loading && shown.periods.length === 0;
  // What has not come in yet is no absence of trade.
  const until = loaded.answer?.meta.last_final_period, isAhead = !until || (first !== null && until < first);

  return (
    <Shell page={pageOf('imports')} asOf={state.as_of} wide>
      <IgnoredNotice ignored={ignored} />
      <DataNotice loaded={loaded} name="Imports" />
      <Summary whole={whole} total={total} state={state} codes={codes} loaded={loaded} />
      <Controls state={state} codes={codes} change={change} />
      {isEmpty ? (
        <Notice>
          <p><strong>No imports in this selection.</strong> {isAhead ? `Census figures are published ${until ? `until ${periodLabel(until)}` : 'for no month'} so far.` : 'No trade was reported; the data are not missing.'}</p>
          <p><button type="button" onClick={() => change({ product: '', country: '', hs: '', from: '', to: '', pick: '' })}>Show all products, countries and periods</button></p>
        </Notice>
      ) : (
        <ImportChart whole={whole} shown={shown} open={open} total={total} keys={keys} by={by} state={state} codes={codes} events={events} loaded={loaded} query={query} />
      )}
      <Facts state={state} events={events} />
      {loaded.answer && !loaded.thin && by !== 'total' && !isEmpty && (
        <Later>
          <ImportRanking ranks={ranks} whole={whole} shown={shown} span={span} keys={keys} by={by} state={state} change={change} />
          {by === 'country' && (
            <section><Near
              id="import-map"
              load={() => import('./imports/map.tsx').then((m) => m.ImportMap)}
              parts={{ ranks, span, state, what: scope(state, codes), conditions: conditions(state), meta: loaded.answer.meta, allCsv: address('us-imports.csv', { ...query, from: '', to: '' }) }}
            /></section>
          )}
          <Multiples ranks={ranks} whole={whole} shown={shown} state={state} change={change} />
        </Later>
      )}
    </Shell>
  );
}

/** The dimension that an answer is by. */
function byOf(data: Dense | undefined, wanted: ImportState['by']): ImportState['by'] {
  const row = data?.series?.[0];
  if (!row) return wanted;
  const found = (['country', 'region', 'product', 'heading', 'hs6', 'hts10'] as const).find((name) => name in row);
  return found ?? 'total';
}
