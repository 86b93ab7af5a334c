import { alertLink, finding, ruleName, subject, type Alert } from '../core/alerts.ts';
import { address } from '../core/api.ts';
import { plural } from '../core/format.ts';
import { periodLabel } from '../core/periods.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Choice, Choices, Select } from '../ui/controls.tsx';
import { DataNotice, IgnoredNotice, Loading, Notice } from '../ui/notices.tsx';
import { Table } from '../ui/table.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useAlerts } from '../ui/useAlerts.ts';

const schema = {
  rule: { initial: '', pattern: /^[a-z-]+$/ },
  about: { initial: 'all', values: ['all', 'product', 'country', 'both'] },
  period: { initial: '', pattern: /^\d{4}-\d\d$/ },
  as_of: asOfField,
};

const aboutOf = (a: Alert): string => (a.product && a.country ? 'both' : a.product ? 'product' : 'country');

export default function AlertsPage() {
  const { state, ignored, change } = useAddress(schema);
  const { loaded, alerts } = useAlerts(state.as_of);
  const periods = [...new Set(alerts.map((a) => a.period))].sort();
  const rules = [...new Set(alerts.map((a) => a.rule))].sort();
  const shown = alerts.filter((a) =>
    (state.rule === '' || a.rule === state.rule) && (state.about === 'all' || aboutOf(a) === state.about) && (state.period === '' || a.period === state.period));
  return (
    <Shell page={pageOf('alerts')} asOf={state.as_of}>
      <IgnoredNotice ignored={ignored} />
      <DataNotice loaded={loaded} name="The list of alerts" />
      <p class="lead">
        {!loaded.answer ? 'Import licenses set against the months before.'
          : alerts.length === 0 ? 'Nothing in the licenses stands out far enough to report.'
            : `${plural(alerts.length, 'signal')} in the licenses for ${periods.map((p) => periodLabel(p, 'M', true)).join(', ')}.`}
      </p>
      {loaded.loading && !loaded.answer && <Loading what="the screening of all licenses" />}
      {loaded.answer && alerts.length > 0 && (
        <>
          <Notice>
            <p>A signal, not a finding: it says that something moved, not why. Licenses are preliminary, and a month that is still running will grow. <a href="/method/">How licenses are compared</a></p>
          </Notice>
          <Choices>
            <Select label="Rule" value={state.rule} onChange={(rule) => change({ rule })} options={[['', 'All rules'], ...rules.map((r) => [r, ruleName(r)] as const)]} />
            <Select label="Month" value={state.period} onChange={(period) => change({ period })} options={[['', 'All months'], ...periods.map((p) => [p, periodLabel(p)] as const)]} />
            <Choice label="About" value={state.about} onChange={(about) => change({ about })} options={[['all', 'All'], ['product', 'Products'], ['country', 'Countries'], ['both', 'Product and country']]} />
          </Choices>
          <Table stacks
            caption={`${shown.length} of ${alerts.length} alerts, newest and largest first; all are preliminary`} rows={shown} keyOf={(a) => a.id} empty="None of this kind. Choose another rule or month."
            columns={[
              { label: 'What', heads: true, cell: (a) => <a href={alertLink(a, state.as_of)}>{subject(a)}</a> },
              { label: 'Month', cell: (a) => <>{periodLabel(a.period)}{a.partial && <span class="mark"> still running</span>}</> },
              { label: 'Rule', cell: (a) => <span class="tag">{ruleName(a.rule)}</span> },
              { label: 'Figures', cell: (a) => finding(a) },
              { label: 'In words', cell: (a) => a.explanation ?? '–' },
              { label: 'Evidence', cell: (a) => (a.evidence ? <a href={a.evidence} aria-label={`JSON of the figures behind: ${subject(a)}, ${ruleName(a.rule)}`}>JSON</a> : '–') },
            ]}
          />
        </>
      )}
      {loaded.answer && (
        <p>
          All of them: <a href={address('alerts.csv', { as_of: state.as_of })}>CSV</a> · <a href={address('alerts.json', { as_of: state.as_of })}>JSON</a> · <a href="/api/v1/alerts.atom">Atom feed</a>
        </p>
      )}
    </Shell>
  );
}
