import type { Natives } from "./natives.ts";

/**
 * What only some pages need is loaded on the first sign of it. Whoever stands at the gate keeps no record meanwhile: what
 * comes reads the page as it then is.
 */
export type Parts = ReturnType<typeof createParts>;

/** A part that could not be loaded is tried again after this time at the earliest, in ms. */
const RETRY_MS = 5_000;
/** A part that has not come by then, in ms, can't be had: a slow line brings these few KB sooner, and a picture waits for it. */
const GIVE_UP_MS = 10_000;

type Clock = Pick<Natives, "now" | "setTimeout" | "clearTimeout">;

/**
 * @param flush plans a flush that may read layout
 * @param report hears of faults of ours
 */
export function createParts(clock: Clock, flush: () => void, report: (error: unknown) => void) {
  const timers = new Set<number>();
  let awaited = 0;
  let isStopped = false;

  return {
    /** Without a part that is on its way a keyframe would look otherwise than the page. */
    get isAwaited(): boolean {
      return awaited > 0;
    },
    onSign,
    stop,
  };

  /**
   * Returns what is called at each sign that the page needs a part. The part is loaded once; where it can't be had, a
   * later sign tries again; what is returned then tells when it is here, or can't be had. One that comes when it was given
   * up is taken all the same.
   * @param isSeen keyframes wait for it
   * @param failed hears that it can't be had
   */
  function onSign<Chunk>(
    load: () => Promise<Chunk>,
    arrived: (chunk: Chunk) => unknown,
    isSeen = false,
    failed?: () => void,
  ): () => Promise<unknown> | undefined {
    let asked: Promise<unknown> | undefined;
    let notBefore = -Infinity;
    return () => {
      if (isStopped || clock.now() < notBefore) return asked;
      notBefore = Infinity;
      if (isSeen) awaited++;
      const loaded = load()
        .then(
          (chunk) => isStopped || arrived(chunk),
          () => {
            notBefore = clock.now() + RETRY_MS;
            failed?.();
          },
        )
        .catch(report);
      asked = inTime(loaded, failed).finally(() => {
        if (isSeen) awaited--;
        flush();
      });
      return asked;
    };
  }

  /** Settles with the part, or when it is given up; a flush follows one that comes later. */
  function inTime(loaded: Promise<unknown>, failed?: () => void): Promise<unknown> {
    return new Promise((over) => {
      const timer = clock.setTimeout(() => {
        timers.delete(timer);
        failed?.();
        over(undefined);
        void loaded.then(flush);
      }, GIVE_UP_MS);
      timers.add(timer);
      void loaded.then(() => {
        timers.delete(timer);
        clock.clearTimeout(timer);
        over(undefined);
      });
    });
  }

  function stop(): void {
    isStopped = true;
    for (const timer of timers) clock.clearTimeout(timer);
  }
}
