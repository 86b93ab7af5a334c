import { Figure } from '../../charts/figure.tsx';
import { RankedBars } from '../../charts/rankedBars.tsx';
import { address } from '../../core/api.ts';
import { measures, percent, signedPercent } from '../../core/format.ts';
import { addMonths, periodLabel } from '../../core/periods.ts';
import type { WorldState } from '../../core/world.ts';
import { DataNotice } from '../../ui/notices.tsx';
import { Moved } from '../../ui/ranking.tsx';
import { Table } from '../../ui/table.tsx';
import { useData } from '../../ui/useData.ts';
import { conditions, goods, places, type NameOf } from './scope.ts';

interface Partner {
  rank: number;
  partner: string;
  partner_name: string;
  quantity_t: number | null;
  value_usd: number | null;
  unit_value_usd_per_t: number | null;
  share: number | null;
  value_yoy: number | null;
  rank_change: number | null;
  from: string;
  to: string;
  status: string;
}

const drawn = 10, listed = 20;

const dollars = (value: number | null): string => (value === null ? '–' : measures.value_usd.text(value));

/** The partners of the chosen country over twelve months; of the United States where none is chosen. */
export function TopPartners({ state, nameOf }: { state: WorldState; nameOf: NameOf }) {
  const reporter = state.reporter || 'US', basis = state.basis === 'mirror' ? 'mirror' : 'reported';
  const question = {
    reporter: state.reporter, flow: state.flow === 'X' ? '' : state.flow, category: state.category, basis: basis === 'mirror' ? basis : '',
    from: state.to && addMonths(state.to, -11), to: state.to, as_of: state.as_of,
  };
  const loaded = useData<Partner[]>(address('top-partners.json', { ...question, limit: String(listed), shape: 'records' }));
  const rows = loaded.answer?.data ?? [], [first] = rows;
  const span = first ? `${periodLabel(first.from)} to ${periodLabel(first.to)}` : '';
  const name = places(reporter, nameOf);
  const title = `Top partners of ${name}: ${state.flow === 'X' ? 'exports' : 'imports'} of ${goods(state)}`;
  const subtitle = `${span}, ranked by value, U.S. dollars; ${conditions({ ...state, basis })}`;
  const change = (p: Partner): string => (p.value_yoy === null ? 'none then' : signedPercent(p.value_yoy));
  const note = (p: Partner): string =>
    [p.share === null ? '' : `${percent(p.share)} of all`, p.value_yoy === null ? '' : `${signedPercent(p.value_yoy)} on a year earlier`,
      p.rank_change === null ? 'new' : p.rank_change === 0 ? 'same rank' : `${p.rank_change > 0 ? 'up' : 'down'} ${Math.abs(p.rank_change)}`].filter((t) => t).join(', ');
  return (
    <section>
      <DataNotice loaded={loaded} name="The ranking of partners" />
      {loaded.answer && rows.length === 0 && <p class="empty">{name} has no partners in these months{basis === 'reported' ? ': it reports nothing. “Mirror” above shows what its partners report.' : '.'}</p>}
      {loaded.answer && rows.length > 0 && (
        <Figure
          id="top-partners" title={title} subtitle={subtitle} meta={loaded.answer.meta} loading={loaded.loading} allCsv={address('top-partners.csv', question)} tableIsOpen
          shown={{ columns: ['rank', 'partner', 'partner_name', 'quantity_t', 'value_usd', 'unit_value_usd_per_t', 'share', 'value_yoy', 'rank_change', 'from', 'to', 'status'], rows: rows.map((r) => ({ ...r })) }}
          notes={
            <p class="note">
              {state.reporter === '' && 'Choose a reporting country above to see its partners. '}Against the same months a year earlier; only months that are reported for both years are compared.
            </p>
          }
          table={
            <Table
              caption={`The ${rows.length} largest, ${span}`} rows={rows} first={listed} keyOf={(r) => r.partner}
              columns={[
                { label: 'Rank', numeric: true, cell: (r) => r.rank },
                { label: <abbr title="Rank a year earlier minus rank now">Moved</abbr>, cell: (r) => <Moved by={r.rank_change} /> },
                { label: 'Partner', heads: true, cell: (r) => r.partner_name },
                { label: 'Value', numeric: true, cell: (r) => dollars(r.value_usd) },
                { label: 'Share', numeric: true, cell: (r) => (r.share === null ? '–' : percent(r.share)) },
                { label: 'On a year earlier', numeric: true, cell: change },
                { label: 'Metric tons', numeric: true, cell: (r) => (r.quantity_t === null ? 'no weight' : measures.quantity_t.text(r.quantity_t)) },
              ]}
            />
          }
        >
          <RankedBars label={`Bar chart: ${title}. ${subtitle}`} text={measures.value_usd.text} bars={rows.slice(0, drawn).map((r) => ({ key: r.partner, name: r.partner_name, value: r.value_usd ?? 0, note: note(r) }))} />
        </Figure>
      )}
    </section>
  );
}
