/** Tells when something has taken long, so that the customer hears more than that it goes on. */
export class Patience {
  #after: number;
  #told: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  /** @param after milliseconds of waiting; @param told called when they have passed */
  constructor(after: number, told: () => void) {
    this.#after = after;
    this.#told = told;
  }

  /** Whether it has been waited for so long by now. */
  get over(): boolean {
    return this.#over;
  }

  /** It is waited, or not any more. */
  waits(on: boolean): void {
    if (!on) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#over = false;
    } else {
      this.#timer ??= setTimeout(() => {
        this.#over = true;
        this.#told();
      }, this.#after);
    }
  }
}
