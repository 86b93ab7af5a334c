import { bases, categories, inWords, worldDimensions, type WorldState } from '../../core/world.ts';

/** The name of a country or region, as far as it is known. */
export type NameOf = (code: string) => string;

/** Countries or regions in a sentence. */
export const places = (codes: string, of: NameOf): string => codes.split(',').map((code) => inWords(of(code))).join(', ');

export const goods = (state: Pick<WorldState, 'category'>): string => (state.category ? state.category.split(',').map((code) => categories[code] ?? code).join(', ') : 'aluminum');

/** `exports of foil from Canada to Mexico`. */
export function trade(state: WorldState, nameOf: NameOf): string {
  const [word, out, other] = state.flow === 'X' ? ['exports', 'from', 'to'] : ['imports', 'into', 'from'];
  const reporter = state.reporter ? ` ${out} ${places(state.reporter, nameOf)}` : '', partner = state.partner ? ` ${other} ${places(state.partner, nameOf)}` : '';
  return `${reporter || partner ? '' : 'world '}${word} of ${goods(state)}${reporter}${partner}`;
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

export function title(state: WorldState, nameOf: NameOf): string {
  const by = state.by === 'total' ? '' : `, by ${worldDimensions[state.by].toLowerCase()}`;
  const basis = { reported: '', mirror: ', estimated from partners', gap: ': reported minus mirror' }[state.basis];
  return `${capital(trade(state, nameOf))}${basis}${by}`;
}

/** Who says so and how values are counted; exports have no freight in them, imports have. */
export function conditions(state: WorldState): string {
  const isExport = state.flow === 'X' === (state.basis === 'reported');
  const valuation = state.basis === 'gap' ? 'values differ by freight and insurance too' : isExport ? 'values free on board (FOB)' : 'values with freight and insurance (CIF)';
  return `${bases[state.basis].words}; ${valuation}`;
}
