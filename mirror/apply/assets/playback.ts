import { MEDIA_STATES, PlaybackFlag } from "../../capture/assets/ops.ts";
import { STATE_PREFIX } from "../styles/index.ts";

/** What a video or sound does for the customer, as it was told last. */
export interface Playback {
  /** Of PlaybackFlag. */
  readonly flags: number;
  /** Bits of MEDIA_STATES. */
  readonly states: number;
  /** Seconds of its time line, at `at`. */
  readonly time: number;
  readonly rate: number;
  /** From 0 to 1. */
  readonly volume: number;
  /** When it was told, by the replica's clock, in ms. */
  readonly at: number;
}

/** A player that is no further off than this many seconds is left to itself: each correction is seen. */
const DRIFT_S = 0.35;

export const isPausedFor = ({ flags }: Playback): boolean => (flags & PlaybackFlag.Rests) !== 0;

/** States that sheets ask for by pseudo-classes, as attributes. */
export function showStates(el: Element, { states }: Playback): void {
  for (const [bit, state] of MEDIA_STATES.entries())
    el.toggleAttribute(STATE_PREFIX + state, ((states >> bit) & 1) === 1);
}

/** Lets an element with a source of its own do what the customer's does, at the moment that is now. */
export function showMoment(el: HTMLMediaElement, playback: Playback): void {
  const { flags, time, rate, volume, at } = playback;
  const runs = !(flags & (PlaybackFlag.Rests | PlaybackFlag.Waits));
  const now = runs ? time + ((performance.now() - at) / 1_000) * rate : time;
  const moment = Math.max(0, el.loop ? now % el.duration : Math.min(now, el.duration));
  el.muted = (flags & PlaybackFlag.Muted) !== 0;
  el.volume = Math.min(1, Math.max(0, volume));
  // Whoever waits does play, and stands still.
  el.playbackRate = flags & PlaybackFlag.Waits ? 0 : playableRate(rate);
  if (Math.abs(el.currentTime - moment) > (runs ? DRIFT_S : 0.01)) el.currentTime = moment;
  if (isPausedFor(playback)) el.pause();
  else if (el.paused) play(el);
}

/** Browsers refuse rates beyond these, and throw. */
const playableRate = (rate: number): number => Math.min(16, Math.max(0, rate));

/** A browser whose user has done nothing in the page yet lets only muted ones play. */
function play(el: HTMLMediaElement): void {
  el.play().catch((error: DOMException) => {
    if (error.name !== "NotAllowedError" || el.muted) return; // it was paused again before it began
    el.muted = true;
    play(el);
  });
}
