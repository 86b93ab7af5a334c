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

/** A name in at most so many lines of so many letters, cut between words; what does not fit ends in an ellipsis. */
export function fit(name: string, letters: number, lines: number): string[] {
  const cut = (text: string): string => (text.length > letters ? `${text.slice(0, letters - 1)}…` : text);
  const end = name.lastIndexOf(' ', letters);
  if (lines < 2 || name.length <= letters || end < 1) return [cut(name)];
  return [name.slice(0, end), ...fit(name.slice(end + 1), letters, lines - 1)];
}
