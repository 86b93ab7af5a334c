import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addMonths, monthOf } from '../../src/core/periods.ts';

const dayMs = 86_400_000;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
export const daysAgo = (days: number): string => dayOf(Date.now() - days * dayMs);

/** Country: ISO code, Schedule C code, tons a month, country of smelt. */
const countries = [
  ['CA', '1220', 150_000, 'CA'], ['AE', '5200', 40_000, 'AE'], ['BH', '5250', 20_000, 'BH'], ['IN', '5330', 15_000, 'IN'], ['ZA', '7910', 9_000, 'ZA'],
  ['AR', '3570', 8_000, 'AR'], ['CN', '5700', 7_000, 'CN'], ['DE', '4280', 4_000, 'IS'], ['OM', '5230', 3_000, 'N/A'],
] as const;

/** HTS code, share of the tons, dollars a kilogram. */
const codes = [['7601103000', 0.4, 2.7], ['7601209045', 0.3, 2.9], ['7606123055', 0.15, 4.1], ['7604291010', 0.1, 5.2], ['7607116010', 0.05, 6.3]] as const;

/** The month of the newest licenses: it is open, and the one before has licenses only. */
const newestMonth = monthOf(new Date(Date.now() - 3 * dayMs));
export const lastCensus = addMonths(newestMonth, -2);
/** The month that Census revised, and the days on either side of it. */
export const revised = { month: addMonths(newestMonth, -4), before: daysAgo(25), on: daysAgo(20) };
export const first = '2023-01';

const kilograms = (month: string, country: number, code: number): number =>
  Math.round(countries[country]![2] * codes[code]![1] * 1000 * (1 + 0.15 * Math.sin(Number(month.slice(5)) * 1.3 + Number(month.slice(0, 4)) + country + 2 * code)));

function census(months: readonly string[], factor = 1): string {
  const lines = ['period,hts10,cty_code,con_val_usd,con_qty_kg,gen_val_usd,gen_qty_kg,dut_val_usd,cal_dut_usd'];
  for (const month of months)
    countries.forEach(([, cty], c) => codes.forEach(([hts, , price], k) => {
      const kg = Math.round(kilograms(month, c, k) * factor), usd = Math.round(kg * price);
      lines.push(`${month},${hts},${cty},${usd},${kg},${usd},${kg},${usd},0`);
    }));
  return lines.join('\n') + '\n';
}

/** The licenses known on a day: of the month before, the running one and the next. Foil from Oman surges in the newest closed month. */
function licenses(day: string): string {
  const lines = ['license_id,issue_date,status,entry_type,expected_import_date,hts10,country_origin,country_export,smelt1,smelt2,cast,quantity_kg,customs_value_usd,port'];
  const running = day.slice(0, 7), issued = dayOf(Date.parse(day) - 2 * dayMs);
  const known = { [addMonths(running, -1)]: 0.97, [running]: Number(day.slice(8)) / 31, [addMonths(running, 1)]: 0.04 };
  for (const [month, part] of Object.entries(known))
    countries.forEach(([iso, , , smelt], c) => codes.forEach(([hts, , price], k) => {
      const surge = iso === 'OM' && hts === '7607116010' && month === addMonths(newestMonth, -1) ? 8 : 1;
      const kg = Math.max(1, Math.round(kilograms(month, c, k) * part * surge));
      lines.push(`${month}-${c}${k},${issued},active,Consumption,${month}-15,${hts},${iso},${iso},${smelt},${iso === 'DE' ? 'NO' : 'N/A'},${iso},${kg},${Math.round(kg * price)},2704`);
    }));
  lines.push(`bad-1,${issued},active,Consumption,${running}-15,7601103000,CA,CA,UNKNOWN,N/A,CA,1000,2700,2704`);
  return lines.join('\n') + '\n';
}

/** ISO code, M49 code, tons a month that it exports to each of the next three in the list. */
const traders = [
  ['CA', 124, 60_000], ['US', 842, 9_000], ['CN', 156, 45_000], ['DE', 276, 14_000], ['AE', 784, 21_000], ['IN', 699, 16_000], ['NO', 579, 12_000], ['BR', 76, 5_000],
  ['AU', 36, 8_000], ['ZA', 710, 6_000], ['KR', 410, 7_000], ['JP', 392, 3_000], ['RU', 643, 18_000],
] as const;

/** Russia stopped, South Africa is late, China and Canada are ahead of the others. */
export const lastTold: Readonly<Record<string, string>> = {
  RU: '2023-03', ZA: addMonths(lastCensus, -8), CN: lastCensus, CA: lastCensus,
};
const toldUntil = (country: string): string => lastTold[country] ?? addMonths(lastCensus, -1);

/** What each side says of world trade: importers count a little more weight, and freight and insurance in the value. Once a weight is missing. */
function comtrade(months: readonly string[]): string {
  const lines = ['period,reporter_m49,partner_m49,flow,hs,net_kg,value_usd'];
  for (const month of months)
    traders.forEach(([from, fromCode, tons], i) => [1, 2, 3].forEach((step) => {
      const [to, toCode] = traders[(i + step) % traders.length]!;
      for (const [hs, part, price] of [['7601', 0.7, 2.6], ['7606', 0.2, 4.2], ['7607', 0.1, 6.1]] as const) {
        const kg = Math.round((tons * part * 1000 / step) * (1 + 0.1 * Math.sin(Number(month.slice(5)) + i + Number(month.slice(0, 4)))));
        const weight = from === 'BR' && month === '2024-05' && hs === '7607' ? '' : String(kg);
        if (month <= toldUntil(from)) lines.push(`${month},${fromCode},${toCode},X,${hs},${weight},${Math.round(kg * price)}`);
        if (month <= toldUntil(to)) lines.push(`${month},${toCode},${fromCode},M,${hs},${Math.round(kg * 1.01)},${Math.round(kg * price * 1.06)}`);
      }
    }));
  return lines.join('\n') + '\n';
}

/** Series of the BLS and of the USGS, all months up to the newest of Census; the last four of the BLS are preliminary. */
function indicators(): { bls: string; production: string } {
  const bls = ['series,period,value,footnote'], production = ['date,primary_t'];
  for (let month = '2017-01', i = 0; month <= lastCensus; month = addMonths(month, 1), i++) {
    const season = Math.sin(Number(month.slice(5)) / 2), mark = month > addMonths(lastCensus, -4) ? 'P' : '';
    for (const [series, level] of [['PCU33131-33131-', 150], ['PCU331314331314', 180], ['CES3133130001', 57], ['CES3133100008', 28]] as const)
      bls.push(`${series},${month},${(level * (1 + i / 400 + season / 20)).toFixed(level < 100 ? 1 : 3)},${mark}`);
    production.push(`${month}-01,${Math.round(60_000 - i * 50 + season * 900)}`);
  }
  return { bls: `${bls.join('\n')}\n`, production: `${production.join('\n')}\n` };
}

export const newestLicenses = (): string => licenses(daysAgo(3));

/** A small true-to-form recording: census months, one of them revised later, exports, five weeks of licenses, and indicators. */
export async function writeRecording(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const months: string[] = [];
  for (let month = first; month <= lastCensus; month = addMonths(month, 1)) months.push(month);
  const write = (name: string, text: string): Promise<void> => writeFile(path.join(directory, name), text);
  await write('census-imports.csv', census(months));
  await write(`census-imports-${revised.on}.csv`, census([revised.month], 1.05));
  await write('census-exports.csv', ['period,schedule_b,cty_code,all_val_usd,qty_kg', ...months.map((m) => `${m},7601103000,2010,2700000,1000000`)].join('\n') + '\n');
  await write('comtrade.csv', comtrade(months));
  const { bls, production } = indicators();
  await write('bls.csv', bls);
  await write('usgs-production.csv', production);
  for (const days of [31, 24, 17, 10, 3]) await write(`licenses-${daysAgo(days)}.csv`, licenses(daysAgo(days)));
}
