/**
 * What only some pages need is loaded on the first sign of it. Whoever stands at the gate keeps no record meanwhile: what
 * comes reads the page as it then is.
 */
export type Parts = ReturnType<typeof createParts>;

/** A part that could not be loaded is tried again after this time at the earliest, in ms. */
const RETRY_MS = 5_000;

/**
 * @param flush plans a flush that may read layout
 * @param report hears of faults of ours
 */
export function createParts(now: () => number, flush: () => void, report: (error: unknown) => void) {
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
   * later sign tries again; what is returned then tells when it is here, or can't be had.
   * @param isSeen keyframes wait for it
   */
  function onSign<Chunk>(
    load: () => Promise<Chunk>,
    arrived: (chunk: Chunk) => unknown,
    isSeen = false,
  ): () => Promise<unknown> | undefined {
    let asked: Promise<unknown> | undefined;
    let notBefore = -Infinity;
    return () => {
      if (isStopped || now() < notBefore) return asked;
      notBefore = Infinity;
      if (isSeen) awaited++;
      asked = load()
        .then(
          (chunk) => isStopped || arrived(chunk),
          () => {
            notBefore = now() + RETRY_MS;
          },
        )
        .catch(report)
        .finally(() => {
          if (isSeen) awaited--;
          flush();
        });
      return asked;
    };
  }

  function stop(): void {
    isStopped = true;
  }
}
