/**
 * Moves labels apart along one axis, as little as may be, keeping their order.
 * @returns places at least `gap` apart and inside the bounds, as long as there is room for all.
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((want, index) => ({ want, index })).sort((a, b) => a.want - b.want || a.index - b.index);
  const places = new Array<number>(wanted.length);
  let from = low;
  for (const { want, index } of order) {
    places[index] = Math.max(want, from);
    from = places[index] + gap;
  }
  let to = high;
  for (const { index } of order.reverse()) {
    places[index] = Math.min(places[index]!, to);
    to = places[index] - gap;
  }
  return places;
}
