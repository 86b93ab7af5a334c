import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { address, base } from '../core/api.ts';
import { addMonths, periodLabel } from '../core/periods.ts';
import { now } from '../core/published.ts';
import { otherKey, ranking, readFrame, sizeOf } from '../core/series.ts';
import { silentMonths, type Status } from '../core/status.ts';
import type { Dense, Mark, Row } from '../core/types.ts';
import { newestFair, sideOfGap, toldOf, worldDimensions, worldQuery, worldSchema, type WorldState } from '../core/world.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Later, useLater } from '../ui/later.tsx';
import { DataNotice, IgnoredNotice, Notice } from '../ui/notices.tsx';
import { Ranking } from '../ui/ranking.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useCodes } from '../ui/useCodes.ts';
import { useData, type Loaded } from '../ui/useData.ts';
import { useJson } from '../ui/useJson.ts';
import { Controls, type Change } from './global/controls.tsx';
import { Flows } from './global/flows.tsx';
import { Reporters } from './global/reporters.tsx';
import { Summary } from './global/summary.tsx';
import { TopPartners } from './global/topPartners.tsx';
import { WorldChart } from './global/worldChart.tsx';

const picked = 5, rankedMonths = 3, everyMs = 60_000;

/** A year earlier others were late: the ranking does not look back, the one of partners does. */
const periodsBack = Infinity;

const useStatus = (url: string): Status | null => useJson<Status>(url, everyMs).value;

export default function GlobalPage() {
  const { state: raw, ignored, change } = useAddress(worldSchema);
  const state = raw as unknown as WorldState;
  const query = worldQuery(state, now());
  const ask = (more: Record<string, string>): string => address('global-trade.json', { by: state.by === 'total' ? '' : state.by, ...query, shape: 'dense', ...more });
  const loaded = useData<Dense>(ask({}));
  // The sentence is of a month, whatever the chart is of.
  const monthly = useData<Dense>(ask({ by: '', freq: '' })), other = useData<Dense>(state.freq === 'M' ? null : ask({ by: '' }));
  const total = state.freq === 'M' ? monthly : other;
  const codes = useCodes(state.as_of, useLater() && loaded.answer !== null);
  const status = useStatus(`${base}/status.json`);

  const shown = asAnswered(state, loaded), { by } = shown;
  const frame = useMemo(() => readFrame(loaded.answer?.data ?? {}, by, 'All that report'), [loaded.answer, by]);
  const told = useMemo(() => toldOf(total.answer?.data, state.freq, frame.periods), [total.answer, state.freq, frame]);
  const toldMonthly = useMemo(() => toldOf(monthly.answer?.data, 'M', monthly.answer?.data.period ?? []), [monthly.answer]);
  const newest = monthly.answer?.data.period?.[newestFair(toldMonthly)];
  const pairs = useData<Row[]>(newest && state.basis !== 'gap' ? address('global-trade.json', { ...query, by: 'reporter,partner', freq: '', from: newest, to: newest, shape: 'records' }) : null);
  // Those of the question before do not go with the total of this one.
  const flows = useMemo(
    () => (pairs.loading ? [] : [...(pairs.answer?.data ?? [])].sort((a, b) => Number(b['quantity_t']) - Number(a['quantity_t']))),
    [pairs.answer, pairs.loading],
  );

  const size = sizeOf(state.measure), sizeName = size === 'value_usd' ? 'Value' : 'Quantity';
  const end = newestFair(told) + 1, start = Math.max(0, end - (state.freq === 'M' ? rankedMonths : 1));
  // Gaps have no size: the largest are those of the largest trade.
  const ranks = useMemo(
    () => ranking(shown.basis === 'gap' ? readFrame(sideOfGap(loaded.answer?.data ?? {}, 'reported'), by, '') : frame, size, end - start, periodsBack, end),
    [frame, size, start, end],
  );
  const keys = state.pick === '' ? ranks.filter((r) => r.series.key !== otherKey).slice(0, picked).map((r) => r.series.key) : state.pick.split(',');
  const names = useMemo(() => new Map([
    ...codes.places, ...(status?.reporters ?? []).map((r) => [r.reporter, r.reporter_name] as const), ...(by === 'reporter' || by === 'partner' ? frame.series.map((s) => [s.key, s.name] as const) : []),
  ]), [codes, status, frame, by]);
  const nameOf = (code: string): string => names.get(code) ?? code;
  const isEmpty = loaded.answer !== null && !loaded.loading && frame.periods.length === 0;
  return (
    <Shell page={pageOf('global')} asOf={state.as_of} wide>
      <IgnoredNotice ignored={ignored} />
      <DataNotice loaded={loaded} name="World trade" />
      <Summary state={asAnswered(state, monthly)} total={monthly.answer} told={toldMonthly} pairs={flows} nameOf={nameOf} />
      <Controls state={state} codes={codes} change={change} />
      <Silence state={state} isEmpty={isEmpty} last={loaded.answer?.meta.last_final_period ?? null} status={status} nameOf={nameOf} change={change} />
      {!isEmpty && <WorldChart frame={frame} keys={keys} state={shown} told={told} loaded={loaded} query={query} nameOf={nameOf} />}
      {loaded.answer && !loaded.thin && (
        <Later>
          {newest && pairs.answer && !pairs.thin && (
            <Flows rows={flows} period={newest} told={toldMonthly.at(newestFair(toldMonthly))} state={state} meta={pairs.answer.meta} nameOf={nameOf} allCsv={address('global-trade.csv', { ...query, by: 'reporter,partner', freq: '', from: newest, to: newest })} />
          )}
          {by !== 'total' && end > 0 && ranks.length > 1 && (
            <Ranking
              heading={`Largest by ${worldDimensions[by].toLowerCase()}`} label={sizeName} ranks={ranks} size={size} window={[0, frame.periods.length]} keys={keys} pick={(pick) => change({ pick })} compares={false}
              caption={`${shown.basis === 'gap' ? `${sizeName}, reported, of the trade that both sides tell of, in` : `${sizeName} in`} ${start + 1 === end ? '' : `${periodLabel(frame.periods[start]!)} to `}${periodLabel(frame.periods[end - 1]!, state.freq)}.`}
              name={(r) => <>{r.series.name}{missingMonths(r.series.marks.slice(start, end))}</>}
            />
          )}
          <TopPartners state={state} nameOf={nameOf} />
          {status && <Reporters reporters={status.reporters} asOf={state.as_of} />}
        </Later>
      )}
    </Shell>
  );
}

/** Where a country has told nothing, or nothing any more, its partners have; and a way out of any other selection without trade. */
function Silence({ state, isEmpty, last, status, nameOf, change }: {
  state: WorldState; isEmpty: boolean; last: string | null; status: Status | null; nameOf(code: string): string; change: Change;
}) {
  const since = (code: string): string | undefined => status?.reporters.find((r) => r.reporter === code)?.newest_period;
  const silent = state.reporter.split(',').filter((code) => code !== '' && (isEmpty || (since(code) !== undefined && last !== null && since(code)! < addMonths(last, -silentMonths))));
  if (silent.length > 0 && state.basis !== 'mirror')
    return (
      <Notice>
        <p>
          <strong>{silent.map((code) => `${nameOf(code)} has reported nothing ${since(code) ? `since ${periodLabel(since(code)!, 'M', true)}` : 'in these months'}`).join('; ')}.</strong>{' '}
          Its partners report the other side of the same trade, which is an estimate of it.
        </p>
        <p><button type="button" onClick={() => change({ basis: 'mirror', pick: '' })}>Show what its partners report</button></p>
      </Notice>
    );
  if (!isEmpty) return null;
  return (
    <Notice>
      <p><strong>No trade in this selection.</strong> Nobody who reports tells of any; the data are not missing.</p>
      <p><button type="button" onClick={() => change({ reporter: '', partner: '', category: '', from: '', to: '', pick: '', by: 'reporter' })}>Show all countries, categories and periods</button></p>
    </Notice>
  );
}

/** Who has not told of all months has less in a ranking than it shipped. */
function missingMonths(marks: readonly Mark[]): ComponentChildren {
  const told = marks.filter((m) => m !== '-').length;
  return told < marks.length && <span class="mark"> {told} of {marks.length} months</span>;
}

/** The answer on screen may still be that of the question before. */
function asAnswered(state: WorldState, { loading, answer }: Loaded<Dense>): WorldState {
  const row = answer?.data.series?.[0];
  if (!loading || !row) return state;
  const by = (['reporter', 'partner', 'region', 'category'] as const).find((name) => name in row) ?? 'total';
  return { ...state, by, basis: 'reported_quantity_t' in row ? 'gap' : state.basis === 'gap' ? 'reported' : state.basis };
}
