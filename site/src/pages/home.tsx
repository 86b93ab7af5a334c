import { useMemo } from 'preact/hooks';
import { EmptyChart } from '../charts/emptyChart.tsx';
import { Figure } from '../charts/figure.tsx';
import { LineChart, type Line } from '../charts/lineChart.tsx';
import { styles } from '../charts/palette.ts';
import { EventList, placeEvents } from '../charts/events.tsx';
import { address } from '../core/api.ts';
import { markWords, measures, signedPercent } from '../core/format.ts';
import { leadSentence, newestFinal, yearToDate } from '../core/lead.ts';
import { addMonths, firstOpenMonth, periodLabel } from '../core/periods.ts';
import { closedPart, readFrame, window, yearOnYear } from '../core/series.ts';
import type { Dense } from '../core/types.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf, pages } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Kpi } from '../ui/controls.tsx';
import { Later } from '../ui/later.tsx';
import { DataNotice, IgnoredNotice } from '../ui/notices.tsx';
import { LinesTable, seriesRows } from '../ui/seriesTable.tsx';
import { PreliminaryNote } from '../ui/preliminaryNote.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useData } from '../ui/useData.ts';
import { useEvents } from '../ui/useEvents.ts';
import { Projections } from '../ui/projections.tsx';
import { Calendar } from './home/calendar.tsx';
import { NewestAlerts } from './home/newestAlerts.tsx';
import { Releases } from './home/releases.tsx';
import { TopOrigins } from './home/topOrigins.tsx';

const schema = { as_of: asOfField };
const monthsShown = 60;

export default function HomePage() {
  const { state, ignored } = useAddress(schema);
  const parameters = { as_of: state.as_of };
  const loaded = useData<Dense>(address('us-imports.json', { shape: 'dense', ...parameters }));
  const events = useEvents(loaded.answer !== null);
  const { frame, open } = useMemo(
    () => closedPart(readFrame(loaded.answer?.data ?? {}, 'total', 'All countries'), 'M', firstOpenMonth(loaded.answer?.meta.license_through ?? null)),
    [loaded.answer],
  );
  const last = frame.periods.at(-1);
  const shown = useMemo(() => window(frame, last ? addMonths(last, 1 - monthsShown) : null, null), [frame, last]);
  const total = frame.series[0];
  const final = total ? newestFinal(total) : -1;
  const ytd = yearToDate(frame);
  const kpi = (measure: 'quantity_t' | 'value_usd' | 'unit_value_usd_per_t') => {
    if (!total || final < 0) return { value: '–', note: '' };
    const change = yearOnYear(frame, total[measure], 'M')[final];
    const value = total[measure][final];
    return { value: value == null ? '–' : measures[measure].text(value), note: change == null ? '' : `${signedPercent(change)} on a year earlier` };
  };
  const month = final >= 0 ? periodLabel(frame.periods[final]!) : 'newest month';
  const line: Line | null = shown.series[0]
    ? { key: 'total', name: 'All countries', values: shown.series[0].quantity_t, marks: shown.series[0].marks, style: styles(['total']).get('total')! }
    : null;
  const placed = placeEvents(events, shown.periods, (e) => e.countries === 'all');
  const text = measures.quantity_t.text;

  return (
    <Shell page={pageOf('home')} asOf={state.as_of}>
      <IgnoredNotice ignored={ignored} />
      <DataNotice loaded={loaded} name="Imports" />
      <p class="lead lead-live">{loaded.answer ? leadSentence(frame) : loaded.loading ? 'What aluminum came into the United States, from where, and how far to trust the newest figures.' : ''}</p>
      <dl class="kpis">
        <Kpi label={`Quantity, ${month}`} {...kpi('quantity_t')} />
        <Kpi label={`Customs value, ${month}`} {...kpi('value_usd')} />
        <Kpi label={`Unit value, ${month}`} {...kpi('unit_value_usd_per_t')} />
        <Kpi label={ytd ? `Quantity, ${ytd.label}` : 'Year to date'} value={ytd ? text(ytd.value) : '–'} note={ytd?.change == null ? '' : `${signedPercent(ytd.change)} on a year earlier`} />
      </dl>
      <Figure
        id="us-imports-total" title="U.S. imports of aluminum" subtitle="Metric tons a month, all countries, products of the Aluminum Import Monitor" meta={loaded.answer?.meta ?? null}
        loading={loaded.loading} shown={seriesRows('total', shown.periods, shown.series)} allCsv={address('us-imports.csv', parameters)}
        table={line && <LinesTable caption="Metric tons a month" periods={shown.periods} frequency="M" lines={[line]} text={text} />}
        notes={<><PreliminaryNote lines={line ? [line] : []} meta={loaded.answer?.meta ?? null} open={open} /><EventList events={placed} /></>}
      >
        {line ? (
          <LineChart
            label="Line chart: U.S. imports of aluminum, metric tons a month" periods={shown.periods} frequency="M" lines={[line]} axis={measures.quantity_t.axis} events={placed}
            tip={(l, i) => ({ name: '', value: l.values[i] == null ? '–' : text(l.values[i]!), note: markWords[l.marks[i] ?? '-'] })}
          />
        ) : <EmptyChart><p>{loaded.loading ? 'Loading…' : loaded.error ? 'No chart without data.' : 'Nothing is published yet. The chart comes with the first figures.'}</p></EmptyChart>}
      </Figure>
      {loaded.answer && (
        <Later>
          <TopOrigins asOf={state.as_of} period={final >= 0 ? frame.periods[final]! : null} />
          <Projections asOf={state.as_of} />
          <div class="columns">
            <NewestAlerts asOf={state.as_of} />
            <div><Calendar /><Releases asOf={state.as_of} /></div>
          </div>
        </Later>
      )}
      {(loaded.answer || loaded.error) && <Later><Monitors /></Later>}
    </Shell>
  );
}

const Monitors = () => (
  <section>
    <h2>Monitors and data</h2>
    <ul class="cards">
      {pages.slice(1, 10).map((p) => <li key={p.path}><a href={p.path}>{p.title}</a><p>{p.description}</p></li>)}
    </ul>
  </section>
);
