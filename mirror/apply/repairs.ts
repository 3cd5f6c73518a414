/** Time between two keyframes that are asked for because the picture is wrong, in milliseconds; doubled after each, as what a keyframe did not mend it never will. */
const REPAIR_EVERY = 30_000;

/** Asks for keyframes that mend the picture, but never again and again. */
export class Repairs {
  readonly #repair: (why: string) => void;
  #wait = REPAIR_EVERY;
  #mayRepairAt = 0;

  constructor(repair: (why: string) => void) {
    this.#repair = repair;
  }

  ask(why: string): void {
    const now = performance.now();
    if (now < this.#mayRepairAt) return;
    this.#mayRepairAt = now + this.#wait;
    this.#wait *= 2;
    this.#repair(why);
  }
}
