/** So many failures within so many milliseconds are a loop: another reload would be one more. */
const loop = { failures: 3, within: 120_000 };

/** Decides whether a page that failed is loaded again by itself. */
export class ReloadPolicy {
  #failures: number[] = [];

  /** @param now milliseconds, of a clock that does not jump */
  mayReload(now: number): boolean {
    this.#failures = [...this.#failures.filter((time) => now - time < loop.within), now];
    return this.#failures.length < loop.failures;
  }

  /** The person wants it loaded again: what was before does not count. */
  forgive(): void {
    this.#failures = [];
  }
}
