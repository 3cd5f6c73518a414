/** Strings that are remembered; a page has far fewer names of elements and attributes, a hostile stream has no bound. */
const KEPT_MAX = 1_024;

/** Remembers what a function says of a string: a stream repeats the same few names. */
export class Remembered<T extends {}> {
  readonly #judge: (text: string) => T;
  readonly #known = new Map<string, T>();

  constructor(judge: (text: string) => T) {
    this.#judge = judge;
  }

  of(text: string): T {
    return this.#known.get(text) ?? this.#learn(text);
  }

  #learn(text: string): T {
    const verdict = this.#judge(text);
    if (this.#known.size >= KEPT_MAX) this.#known.clear();
    this.#known.set(text, verdict);
    return verdict;
  }
}
