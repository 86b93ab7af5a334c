import { address } from '../../core/api.ts';
import { number } from '../../core/format.ts';
import { dayLabel, periodLabel } from '../../core/periods.ts';
import { now } from '../../core/published.ts';
import { ratesInForce, type Rate } from '../../core/tariff.ts';
import { importSchema, type ImportState } from '../../core/trade.ts';
import type { TradeEvent } from '../../core/types.ts';
import { projectable, type Projection } from '../../ui/projections.tsx';
import { useLater } from '../../ui/later.tsx';
import { useData } from '../../ui/useData.ts';

/** Past licenses tell what a month will come to for all imports and for product groups; of other selections they tell nothing. */
const isProjected = (state: ImportState): boolean =>
  state.freq === 'M' && state.to === '' && (['country', 'hs', 'basis', 'trade', 'source'] as const).every((name) => state[name] === importSchema[name].initial);

/** What surrounds the figures: the duty in force, and what the open months are heading for. */
export function Facts({ state, events }: { state: ImportState; events: readonly TradeEvent[] }) {
  // A duty that is known ahead comes into force without a new publication.
  const today = useLater() ? new Date() : now();
  const day = state.as_of || today.toISOString().slice(0, 10);
  const { general, own } = ratesInForce(events, day, state.country.split(','));
  const loaded = useData<Projection[]>(
    isProjected(state) ? address('license-projection.json', { by: state.product && 'product', shape: 'records', as_of: state.as_of }) : null,
  );
  const products = state.product.split(',');
  const rows = projectable(loaded.answer?.data ?? []).filter((r) => state.product === '' || products.includes(r.product ?? ''));
  const months = [...new Set(rows.map((r) => r.period))].map((period) => ({ period, parts: rows.filter((r) => r.period === period) }));
  return (
    <dl class="facts">
      <div>
        <dt>Duty in force</dt>
        <dd>{general ? <><RateText rate={general} />{own.map((r) => <> <RateText key={r.event.id} rate={r} /></>)}</> : events.length > 0 ? 'None of Section 232 on that day.' : ''}</dd>
      </div>
      {months.length > 0 && (
        <div>
          <dt>Projected, from licenses</dt>
          <dd>{months.map((m, i) => <>{i > 0 && '; '}<ProjectedMonth key={m.period} {...m} /></>)} <a href="/accuracy/">How projections are made and how they fared</a></dd>
        </div>
      )}
    </dl>
  );
}

const RateText = ({ rate: { percent, event } }: { rate: Rate }) => (
  <><strong>{percent}%</strong> since {dayLabel(event.date)}{event.date_certainty === 'day' ? '' : ' (day not confirmed)'}: {event.title}.{event.detail ? ` ${event.detail}` : ''}</>
);

function ProjectedMonth({ period, parts }: { period: string; parts: readonly Projection[] }) {
  const [only] = parts;
  const tons = parts.reduce((sum, p) => sum + p.projected_quantity_t!, 0);
  // Ranges of several products cannot be added up.
  const range = parts.length === 1 && only!.low_80_t !== null ? ` (four times in five ${number(only!.low_80_t)} to ${number(only!.high_80_t!)} t)` : '';
  return <>{periodLabel(period)} <strong>{number(tons)} t</strong>{range}</>;
}
