import { useMemo } from 'preact/hooks';
import { address } from '../core/api.ts';
import { dayLabel } from '../core/periods.ts';
import type { Row, TradeEvent } from '../core/types.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { DataNotice, IgnoredNotice } from '../ui/notices.tsx';
import { Table } from '../ui/table.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useData } from '../ui/useData.ts';

const schema = { as_of: asOfField };

export default function MethodPage() {
  const { state, ignored } = useAddress(schema);
  const products = useData<Row[]>(address('codes/products.json', { shape: 'records', as_of: state.as_of }));
  const events = useData<TradeEvent[]>(address('events.json', { shape: 'records', as_of: state.as_of }));
  const groups = useMemo(() => groupProducts(products.answer?.data ?? []), [products.answer]);
  return (
    <Shell page={pageOf('method')} asOf={state.as_of}>
      <IgnoredNotice ignored={ignored} />
      <p class="lead">One rule for U.S. imports: a month is either Census or licenses, never a mixture, and the page says which.</p>
      <section>
        <h2>Sources</h2>
        <dl>
          <dt><strong>U.S. Census Bureau, monthly trade</strong></dt>
          <dd>By tariff code and country of origin, about five weeks after the end of a month. Revised once a year, in June. Such months are final here, or marked revised.</dd>
          <dt><strong>Import licenses</strong></dt>
          <dd>Importers state origin, smelt, cast, weight and value before the metal arrives. New every week, weeks ahead of Census. Licenses that were cancelled or not used do not count. Such months are preliminary, and Census replaces them whole.</dd>
          <dt><strong>UN Comtrade</strong></dt>
          <dd>World trade, as each country reports its own: the newest months come one country at a time, two to four months late, some never. The pages say who is missing.</dd>
          <dt><strong>Bureau of Labor Statistics and U.S. Geological Survey</strong></dt>
          <dd>Prices, employment and wages; primary production, and trade as the Survey prints it. The <a href="/industry-profile/">industry profile</a> is made of these and of the sources above.</dd>
        </dl>
      </section>
      <section>
        <h2>What the words mean</h2>
        <dl>
          <dt><strong>Imports for consumption</strong></dt>
          <dd>Goods that cleared customs, also out of warehouses and free-trade zones. <em>General imports</em> are all arrivals.</dd>
          <dt><strong>Customs value</strong></dt>
          <dd>The price paid or payable, without duty, freight and insurance; U.S. dollars of the day.</dd>
          <dt><strong>Unit value</strong></dt>
          <dd>The sum of the values over the sum of the tons. It is not a price: the mix of products moves it too.</dd>
          <dt><strong>Country of origin</strong></dt>
          <dd>Where the product was last substantially transformed.</dd>
          <dt><strong>Country of smelt</strong></dt>
          <dd>Where the largest part of the new metal was made from alumina by electrolysis. Products of secondary metal alone have none. The form asks for no split, so the whole tonnage counts for the largest smelt.</dd>
          <dt><strong>Country of cast</strong></dt>
          <dd>Where the metal was last liquid and cast solid.</dd>
        </dl>
        <p>Origin, smelt and cast are three attributes of the same tons: over the same months each adds up to the same total.</p>
      </section>
      <section>
        <h2>What a mark means</h2>
        <ul>
          <li><strong>Preliminary</strong> (P): from licenses, or called so by its source. Dashed, in a hatched band, under the word.</li>
          <li><strong>Revised</strong> (R): Census, and not what Census first published. Marked r in tables.</li>
          <li><strong>Withheld</strong> (C): too few licenses stand behind the figure. A gap, never a zero.</li>
          <li><strong>Missing</strong> (M): reported without a figure. A gap, never a zero.</li>
          <li><strong>Estimated</strong> (E): told by the partners of a country, not by itself. Marked e in tables.</li>
          <li><strong>Forecast</strong>: the project's own, of the industry profile. Dashed and hatched, marked f in tables, with the interval in which four of five such forecasts ended.</li>
          <li><strong>Not all have reported</strong>: a sum over countries of which more than one in ten of those of a year earlier is missing. Dashed and hatched, marked i in tables.</li>
        </ul>
      </section>
      <section>
        <h2>What licenses do not tell</h2>
        <p>A license is a forecast of an entry. It may be filed up to 60 days ahead, the ship may come in another month, shipments of little value need none, and a free-trade zone takes its license on the way in while Census counts on the way out. <a href="/accuracy/">The record of licenses against Census</a> shows how much that matters.</p>
        <p>
          A surge compares the licenses of a month with the mean of the three newest Census months of the same product, country, or both. It asks for +25% and 500 t at least, which small
          flows reach often: a surge is called unusual when the two years before have nothing like it. Other rules look for metal that takes odd ways; they are held to the past in themselves.
          An alert says that something moved, not why.
        </p>
      </section>
      <section>
        <h2>World trade: two sides of one shipment</h2>
        <p>
          What one country reports as exports another reports as imports. <strong>Reported</strong> is a country's own word. <strong>Mirror</strong> is what its partners say of the same
          trade, an estimate for a country that is silent or late: a partner that reports nothing is missing from it, never counted as nothing. <strong>Gap</strong> is reported minus mirror,
          only where both tell. Exports are valued without freight (FOB), imports with freight and insurance (CIF), so that the values of two sides differ by a few percent even when their tons agree.
        </p>
        <p>The seven categories are headings 7601 and 7604 to 7609, which all countries define alike; finer codes differ from country to country. Groups of countries are added up from their members.</p>
      </section>
      <section>
        <h2>Products</h2>
        <p>The monitor covers headings 7601 and 7604 to 7609, and castings and forgings of 7616.99. It does not cover scrap (7602). The USGS counts scrap, so its totals are larger: choose the USGS basis to compare.</p>
        <DataNotice loaded={products} name="The list of products" />
        {groups.length > 0 && (
          <Table
            caption="Product groups; the longest code that fits decides" rows={groups} keyOf={(g) => g.product} first={30}
            columns={[
              { label: 'Group', heads: true, cell: (g) => <a href={`/imports/?by=country&product=${g.product}&basis=chapter76`}>{g.name}</a> },
              { label: 'Tariff codes that begin with', cell: (g) => g.codes.join(', ') },
            ]}
          />
        )}
      </section>
      <section>
        <h2>Regions</h2>
        <p>Regions do not overlap and add up to the total. The European Union has its 27 members of 2020 in every period, so that its line has no break. <a href="/api/v1/codes/regions.csv">The members of each region</a>.</p>
      </section>
      <section>
        <h2>Tariff and policy events</h2>
        <DataNotice loaded={events} name="The list of events" />
        {events.answer && (
          <Table stacks
            caption="Events that charts are marked with" rows={events.answer.data} keyOf={(e) => e.id} first={30}
            columns={[
              { label: 'Day', heads: true, cell: (e) => <>{dayLabel(e.date)}{e.date_certainty !== 'day' && <span class="mark"> (day not confirmed)</span>}</> },
              { label: 'Event', cell: (e) => <><strong>{e.title}</strong>{e.detail && <>. {e.detail}</>}</> },
              { label: 'For', cell: (e) => (e.countries === 'all' ? 'all countries' : e.countries.replaceAll(';', ', ')) },
              { label: 'Rate', numeric: true, cell: (e) => (e.rate_percent === null ? '–' : `${e.rate_percent}%`) },
            ]}
          />
        )}
      </section>
    </Shell>
  );
}

function groupProducts(rows: readonly Row[]): { product: string; name: string; codes: string[] }[] {
  const groups = new Map<string, { product: string; name: string; codes: string[] }>();
  for (const row of rows) {
    const product = String(row['product']);
    const group = groups.get(product) ?? { product, name: String(row['product_name']), codes: [] };
    group.codes.push(String(row['hs_prefix']));
    groups.set(product, group);
  }
  return [...groups.values()];
}
