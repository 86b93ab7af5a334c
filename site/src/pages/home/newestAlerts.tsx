import { alertLink, finding, ruleName, subject } from '../../core/alerts.ts';
import { periodLabel } from '../../core/periods.ts';
import { Loading } from '../../ui/notices.tsx';
import { useAlerts } from '../../ui/useAlerts.ts';

const count = 5;

export function NewestAlerts({ asOf }: { asOf: string }) {
  const { loaded, alerts } = useAlerts(asOf);
  const unusual = alerts.filter((a) => a.unusual);
  return (
    <section>
      <h2>Newest unusual alerts</h2>
      {loaded.loading && !loaded.answer && <Loading what="the screening of all licenses" />}
      {loaded.error?.status === 404 && <p class="empty">Alerts come from import licenses, which are not served here yet.</p>}
      {loaded.error && loaded.error.status !== 404 && <p class="empty">The alerts could not be loaded. <button type="button" class="plain" onClick={loaded.retry}>Try again</button></p>}
      {loaded.answer && alerts.length === 0 && <p class="empty">No import is far enough above its three-month average to report.</p>}
      {alerts.length > 0 && unusual.length === 0 && <p class="empty">None of the alerts is unusual: the same has happened before.</p>}
      <ul>
        {unusual.slice(0, count).map((a) => (
          <li key={a.id}>
            <a href={alertLink(a, asOf)}>{subject(a)}</a>, {periodLabel(a.period)}{a.partial ? ' (month still running)' : ''}. {ruleName(a.rule)}: {finding(a)}
          </li>
        ))}
      </ul>
      {alerts.length > 0 && <p><a href="/alerts/">All {alerts.length} alerts</a>, {unusual.length} of them unusual</p>}
    </section>
  );
}
