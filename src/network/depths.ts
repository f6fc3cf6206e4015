/** How many layers there are of each depth, so that the deepest is known without looking at all of them. */
export class Depths {
  readonly #counts: number[] = [];

  /** A layer has another depth. @param before null where it had none */
  move(before: number | null, after: number): void {
    if (before !== null) this.#counts[before]! -= 1;
    while (this.#counts.length <= after) this.#counts.push(0);
    this.#counts[after]! += 1;
  }

  /** A layer of that depth is gone. */
  leave(depth: number): void {
    this.#counts[depth]! -= 1;
  }

  deepest(): number {
    while (this.#counts.at(-1) === 0) this.#counts.pop();
    return Math.max(0, this.#counts.length - 1);
  }
}
