/** The ceiling of the first wait before a socket is opened again, in milliseconds. */
export const BACKOFF_BASE = 500;

/** No wait is longer than this, in milliseconds: a person watches the "connecting" sign. */
export const BACKOFF_CAP = 15_000;

/** The ceiling of the first wait when another node serves us, in milliseconds: at once, but not all in one instant. */
export const BACKOFF_ELSEWHERE = 250;

/** What a closed socket tells us to do. */
export type CloseAdvice = "retry" | "elsewhere" | "final";

/**
 * Judges a close code by its range: 4200–4299 final, 4100–4199 and "going away" elsewhere, everything
 * else retry (a socket that breaks without a word included).
 */
export function adviceOf(code: number): CloseAdvice {
  if (code >= 4200 && code < 4300) return "final";
  if ((code >= 4100 && code < 4200) || code === 1001) return "elsewhere";
  return "retry";
}

/**
 * Full jitter: a wait anywhere between nothing and a ceiling that doubles with each attempt, so that
 * the ends of a restarted server do not come back together.
 * @param attempt how many attempts have failed since the last welcome, from 0
 * @param random a number from 0 up to 1
 */
export function backoff(attempt: number, advice: CloseAdvice, random: number): number {
  if (attempt === 0 && advice === "elsewhere") return random * BACKOFF_ELSEWHERE;
  return random * Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** Math.min(attempt, 16));
}
