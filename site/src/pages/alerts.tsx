import { address } from '../core/api.ts';
import { alertLink, subject, type Alert } from '../core/alerts.ts';
import { number, signedPercent } from '../core/format.ts';
import { periodLabel } from '../core/periods.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Choice, Select } from '../ui/controls.tsx';
import { DataNotice, IgnoredNotice, Notice } from '../ui/notices.tsx';
import { Table } from '../ui/table.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useAlerts } from '../ui/useAlerts.ts';

const schema = {
  kind: { initial: 'all', values: ['all', 'product', 'country', 'both'] },
  period: { initial: '', pattern: /^\d{4}-\d\d$/ },
  as_of: asOfField,
};

const kindOf = (a: Alert): string => (a.product && a.country ? 'both' : a.product ? 'product' : 'country');

export default function AlertsPage() {
  const { state, ignored, change } = useAddress(schema);
  const { loaded, alerts } = useAlerts(state.as_of);
  const periods = [...new Set(alerts.map((a) => a.period))].sort().reverse();
  const shown = alerts.filter((a) => (state.kind === 'all' || kindOf(a) === state.kind) && (state.period === '' || a.period === state.period));
  const rule = alerts[0];
  return (
    <Shell page={pageOf('alerts')} asOf={state.as_of}>
      <IgnoredNotice ignored={ignored} />
      <DataNotice loaded={loaded} name="The list of alerts" />
      <p class="lead lead-live">
        {loaded.answer
          ? alerts.length === 0
            ? 'No import is far enough above its three-month average to report.'
            : `${alerts.length} ${alerts.length === 1 ? 'import stands' : 'imports stand'} out in ${periods.map((p) => periodLabel(p, 'M', true)).join(', ')}, by licenses.`
          : 'Import licenses set against the mean of the three newest Census months.'}
      </p>
      {loaded.answer && alerts.length > 0 && (
        <>
          <Notice>
            <p>
              A signal, not a finding. {rule && <>It is raised at {signedPercent(rule.threshold)} and {number(rule.threshold_t)} t above the three-month mean. </>}
              Licenses are preliminary; a month that is still running will grow. <a href="/method/">How it is computed</a>
            </p>
          </Notice>
          <form class="panel" aria-label="What to show" onSubmit={(e) => e.preventDefault()}>
            <Choice label="About" value={state.kind} onChange={(kind) => change({ kind })} options={[['all', 'All'], ['product', 'Products'], ['country', 'Countries'], ['both', 'Product and country']]} />
            <Select label="Month" value={state.period} onChange={(period) => change({ period })} options={[['', 'All'], ...periods.map((p) => [p, periodLabel(p)] as const)]} />
          </form>
          <Table
            caption={`${shown.length} of ${alerts.length} alerts, newest and largest first`} rows={shown} keyOf={(a) => a.id} empty="None of this kind. Choose another kind or month."
            columns={[
              { label: 'What', heads: true, cell: (a) => <a href={alertLink(a, state.as_of)}>{subject(a)}</a> },
              { label: 'Month', cell: (a) => <>{periodLabel(a.period)} <span class="mark">preliminary{a.partial ? ', still running' : ''}</span></> },
              { label: 'Licenses', numeric: true, cell: (a) => `${number(a.value)} t` },
              { label: '3-month mean', numeric: true, cell: (a) => `${number(a.baseline)} t` },
              { label: 'Change', numeric: true, cell: (a) => (a.change === null ? 'from none' : signedPercent(a.change)) },
              { label: 'Evidence', cell: (a) => (typeof a.evidence === 'string' ? <a href={a.evidence} aria-label={`Figures behind: ${subject(a)}`}>figures</a> : '–') },
            ]}
          />
        </>
      )}
      {loaded.answer && (
        <p>
          <a href={address('alerts.csv', { as_of: state.as_of })}>All as CSV</a> · <a href={address('alerts.json', { as_of: state.as_of })}>JSON</a>
        </p>
      )}
    </Shell>
  );
}
