/**
 * Where the customer's top-level rules are in the replica's sheet. Both count alike as long as both engines know the
 * same rules; where one does not parse here, its place holds nothing.
 */
export class Alignment {
  /** How many rules of the replica stand for each of the customer's; null while it is one for one. */
  #spans: number[] | null = null;

  /** One for one, from now on. */
  reset(spans: number[] | null): void {
    this.#spans = spans?.every((n) => n === 1) ? null : spans;
  }

  /** Index in the replica of a rule, or of the place before which one is inserted. */
  at(index: number): number {
    if (!this.#spans) return index;
    let live = 0;
    for (let i = 0; i < index && i < this.#spans.length; i++) live += this.#spans[i] as number;
    return live;
  }

  /** Whether the replica has the rule at all. */
  has(index: number): boolean {
    return this.#spans?.[index] !== 0;
  }

  inserted(index: number, live: boolean, total: number): void {
    if (live && !this.#spans) return;
    this.#spans ??= new Array<number>(total).fill(1);
    this.#spans.splice(index, 0, live ? 1 : 0);
  }

  removed(index: number): void {
    this.#spans?.splice(index, 1);
  }
}
