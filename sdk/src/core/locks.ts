/** The part of the Web Locks that is used. */
type Locks = Pick<LockManager, "request">;

/** A held lock. */
export interface Held {
  release(): void;
}

/**
 * Takes a lock of this browser's tabs on this origin, or undefined when it could not be had in time.
 * @param within milliseconds
 */
export function takeLock(locks: Locks | undefined, name: string, within: number): Promise<Held | undefined> {
  if (!locks) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), within);
    locks
      .request(name, { signal: giveUp.signal }, () => {
        clearTimeout(timer);
        return new Promise<void>((release) => resolve({ release }));
      })
      .catch(() => resolve(undefined));
  });
}
