/** The places, in a list of numbers, of a longest part of it that rises strictly. */
function rising(numbers: readonly (number | null)[]): Set<number> {
  /** By length: the place of the smallest number that a rising part of that length ends with. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  numbers.forEach((value, place) => {
    if (value === null) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    before.set(place, ends[low - 1]);
    ends[low] = place;
  });
  const places = new Set<number>();
  for (let place = ends.at(-1); place !== undefined; place = before.get(place)) places.add(place);
  return places;
}

/** Closer than this, numbers cannot be told apart after some more halvings. */
const closest = 1e-6;

/**
 * Numbers by which the members of a list stand in its order, as few of them new as possible: two people who put
 * members into one list then change different numbers.
 * @param numbers those that the members have; null of a new one
 */
export function ordered(numbers: readonly (number | null)[]): number[] {
  const kept = rising(numbers);
  const result = [...numbers] as number[];
  let place = 0;
  while (place < numbers.length) {
    if (kept.has(place)) {
      place++;
      continue;
    }
    const start = place;
    while (place < numbers.length && !kept.has(place)) place++;
    const low = result[start - 1] ?? (place < numbers.length ? result[place]! - 1 - (place - start) : 0);
    const high = place < numbers.length ? result[place]! : low + place - start + 1;
    const step = (high - low) / (place - start + 1);
    if (step < closest) return numbers.map((_, index) => index + 1);
    for (let at = start; at < place; at++) result[at] = low + step * (at - start + 1);
  }
  return result;
}
