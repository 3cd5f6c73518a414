import { type NothingStream, openStream, type StreamFacts } from "./nothing-stream.ts";
import { isPausedFor, type Playback, showMoment, showStates } from "./playback.ts";
import { seesThrough } from "./see-through.ts";

/** What there is to play for the customer. */
export interface PlayerFacts extends StreamFacts {
  /** Seconds that are loaded, from the beginning of their run to its end. */
  readonly from: number;
  readonly to: number;
}

interface Player {
  readonly stream: NothingStream;
  /** Seconds that the stream has. */
  readonly from: number;
  readonly to: number;
}

/** Larger videos keep their controls disabled: a frame of theirs is not worth its memory. Px a side. */
const SIDE_MAX = 4_096;
/** A week: longer ones are streams without end, which show no length. */
const SECONDS_MAX = 604_800;

/**
 * Gives videos and sound with controls a source of the same length, as loaded as the customer's: browsers disable the
 * controls of what has none. It plays nothing, and runs by the replica's own clock from the moment that was told last;
 * what a video shows is the picture behind it.
 */
export class Players {
  readonly #players = new WeakMap<HTMLMediaElement, Player>();
  readonly #playbacks = new WeakMap<HTMLMediaElement, Playback>();
  /** Each change waits for the one before. */
  readonly #turns = new WeakMap<HTMLMediaElement, Promise<void>>();
  readonly #clear = new WeakSet<Element>();
  /** Whether videos may play here. */
  #seesThrough: Promise<boolean> | undefined;

  show(el: HTMLMediaElement, facts: PlayerFacts): void {
    if (isShowable(facts)) this.#next(el, () => this.#show(el, facts));
  }

  /** Whether what is behind the element is seen in the place of its picture. */
  isClear(el: Element): boolean {
    return this.#clear.has(el);
  }

  play(el: HTMLMediaElement, playback: Playback): void {
    this.#playbacks.set(el, playback);
    showStates(el, playback);
    if (isPausedFor(playback)) el.pause();
    this.#next(el, () => this.#follow(el));
  }

  #next(el: HTMLMediaElement, change: () => Promise<void>): void {
    const before = this.#turns.get(el) ?? Promise.resolve();
    // An engine without encoder or media sources, or one that refuses them: the controls stay disabled.
    this.#turns.set(
      el,
      before.then(change).catch(() => undefined),
    );
  }

  async #show(el: HTMLMediaElement, facts: PlayerFacts): Promise<void> {
    const known = this.#players.get(el);
    const isSame = known && isAlike(known.stream.facts, facts);
    const stream = isSame ? known.stream : await openStream(el, facts);
    // Nothing of a new stream is there; of one that was there, the run may be another since the customer has moved on.
    const goesOn = isSame && facts.from >= known.from && facts.from <= known.to;
    const [from, start] = goesOn ? [known.from, known.to] : [facts.from, facts.from];
    if (facts.to > start) await stream.fill(start, facts.to);
    this.#players.set(el, { stream, from, to: Math.max(start, facts.to) });
    await this.#follow(el);
  }

  async #follow(el: HTMLMediaElement): Promise<void> {
    if (!this.#players.has(el)) return;
    const isVideo = el.localName === "video";
    if (isVideo) this.#seesThrough ??= seesThrough();
    if (isVideo && !(await this.#seesThrough)) return;
    this.#clear.add(el);
    // Engines that know a poster to cover all do not paint what is behind it, though they show frames in its place.
    el.removeAttribute("poster");
    // What was told meanwhile is newer than what this was called for.
    const playback = this.#playbacks.get(el);
    if (playback) showMoment(el, playback);
  }
}

function isAlike(a: StreamFacts, b: StreamFacts): boolean {
  const isSameSize = a.width === b.width && a.height === b.height;
  return isSameSize && a.duration === b.duration && a.hasSound === b.hasSound;
}

function isShowable({ width, height, duration, from, to, hasSound }: PlayerFacts): boolean {
  const hasSize = width === 0 ? hasSound : height > 0 && Math.max(width, height) <= SIDE_MAX;
  return hasSize && duration > 0 && duration <= SECONDS_MAX && from >= 0 && to <= duration + 1;
}
