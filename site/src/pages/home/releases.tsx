import { address } from '../../core/api.ts';
import { plural } from '../../core/format.ts';
import { dayLabel } from '../../core/periods.ts';
import { feedName } from '../../core/status.ts';
import { monthsText, type Vintage } from '../../ui/vintages.tsx';
import { useData } from '../../ui/useData.ts';

const shown = 6;

const trade = 'comtrade';

/** The newest publications; the countries of world trade that came on one day are one of them. */
function newest(vintages: readonly Vintage[]): (Vintage & { countries: number })[] {
  const found = new Map<string, Vintage & { countries: number }>();
  for (const vintage of vintages) {
    const feed = vintage.feed.startsWith(trade) ? trade : vintage.feed;
    const before = found.get(`${vintage.id} ${feed}`);
    if (before) before.countries += 1;
    else if (found.size === shown) break;
    else found.set(`${vintage.id} ${feed}`, { ...vintage, feed, countries: 1 });
  }
  return [...found.values()];
}

/** What was published last. */
export function Releases({ asOf }: { asOf: string }) {
  const loaded = useData<Vintage[]>(address('vintages.json', { shape: 'records', as_of: asOf }));
  return (
    <section>
      <h2>Newest releases</h2>
      {loaded.error && !loaded.answer && <p class="empty">The releases could not be loaded. <button type="button" class="plain" onClick={loaded.retry}>Try again</button></p>}
      {loaded.answer?.data.length === 0 && <p class="empty">Nothing was published by that day.</p>}
      <ul>
        {newest(loaded.answer?.data ?? []).map((v) => (
          <li key={`${v.id} ${v.feed}`}>
            {dayLabel(v.id)}: <strong>{feedName(v.feed)}</strong>{v.feed === trade ? `, of ${plural(v.countries, 'country', 'countries')}`
              : `, ${[v.months_new && `new: ${monthsText(v.months_new)}`, v.months_revised && `revised: ${monthsText(v.months_revised)}`].filter((t) => t).join('; ') || 'no month changed'}`}
          </li>
        ))}
      </ul>
      <p><a href="/data/#vintages">All publications</a></p>
    </section>
  );
}
