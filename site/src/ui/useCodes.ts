import { useMemo } from 'preact/hooks';
import { address } from '../core/api.ts';
import type { Row } from '../core/types.ts';
import { useData } from './useData.ts';

/** Names by code, in the order of their lists. */
export interface Codes {
  products: ReadonlyMap<string, string>;
  regions: ReadonlyMap<string, string>;
  countries: ReadonlyMap<string, string>;
  /** Countries and regions. */
  places: ReadonlyMap<string, string>;
}

const namesOf = (rows: readonly Row[] | undefined, name: string): Map<string, string> =>
  new Map((rows ?? []).map((r) => [String(r[name]), String(r[`${name}_name`] ?? r[name])]));

/** The code lists, for the choices of the page; asked for after the first figures. */
export function useCodes(asOf: string, when: boolean): Codes {
  const list = (name: string) => useData<Row[]>(when ? address(`codes/${name}.json`, { shape: 'records', as_of: asOf }) : null).answer?.data;
  const products = list('products'), regions = list('regions'), countries = list('countries');
  return useMemo(() => {
    const places = [namesOf(regions, 'region'), namesOf(countries, 'country')] as const;
    return { products: namesOf(products, 'product'), regions: places[0], countries: places[1], places: new Map([...places[0], ...places[1]]) };
  }, [products, regions, countries]);
}
