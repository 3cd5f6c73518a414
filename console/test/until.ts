/** How often a condition is looked at again, milliseconds. */
const LOOK_EVERY = 20;
/** How long a condition may take to come true, milliseconds. */
const WITHIN = 60_000;

/** Waits for a condition in this process. */
export async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + WITHIN;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`did not come true: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}
