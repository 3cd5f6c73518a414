/** The wait between the first two keyframes that are asked for in a row, in milliseconds; doubled after each. */
const FIRST_WAIT = 1_000;
/** Most that are asked for in a row: after half a minute, what each of them brings back is in the page or in this browser. */
const ASKS_MAX = 6;
/** Who could follow for so long, in milliseconds, has another trouble than before. */
const CALM = 60_000;

/**
 * Whether the stream can be followed, and the keyframes that are asked for where it can't: the first one at once, the
 * others after longer and longer waits, and none any more once it is clear that they mend nothing.
 */
export class Thread {
  readonly #ask: (why: string) => void;
  readonly #givenUp: () => void;
  #held = false;
  #asks = 0;
  #mayAskAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heldSince = 0;
  #stuck = false;

  /**
   * @param ask asks for a keyframe
   * @param givenUp hears that no more are asked for
   */
  constructor(ask: (why: string) => void, givenUp: () => void) {
    this.#ask = ask;
    this.#givenUp = givenUp;
  }

  /** What comes can be followed. */
  get held(): boolean {
    return this.#held;
  }

  /** No keyframe is asked for any more, and none has come whole since. */
  get stuck(): boolean {
    return this.#stuck;
  }

  /** A keyframe begins. */
  begin(): void {
    this.#stop();
    this.#held = true;
    this.#heldSince = performance.now();
  }

  /** It is whole. */
  whole(): void {
    this.#stuck = false;
  }

  /** Something is missing, or can't be read. */
  lose(why: string): void {
    const now = performance.now();
    if (this.#held && now - this.#heldSince >= CALM) this.#asks = 0;
    this.#held = false;
    if (this.#timer !== undefined) return;
    if (this.#asks >= ASKS_MAX) return this.#giveUp();
    const wait = this.#asks > 0 ? this.#mayAskAt - now : 0;
    if (wait <= 0) this.#askNow(why);
    else this.#timer = setTimeout(() => this.#askNow(why), wait);
  }

  /** What was held is void, and a keyframe comes by itself. */
  drop(): void {
    this.#stop();
    this.#held = false;
  }

  /** Another page: nothing is known against it. */
  forgive(): void {
    this.#asks = 0;
  }

  #askNow(why: string): void {
    this.#stop();
    this.#mayAskAt = performance.now() + FIRST_WAIT * 2 ** this.#asks++;
    this.#ask(why);
  }

  #giveUp(): void {
    if (this.#stuck) return;
    this.#stuck = true;
    this.#givenUp();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
