import { type Held, takeLock } from "./locks.ts";
import type { Memory } from "./memory.ts";

/**
 * The page before in the same tab lets go of its lock within this time, in milliseconds; who does not is
 * another tab.
 */
const OTHER_TAB_AFTER = 1_000;

/**
 * Tells a tab from its duplicate: browsers copy a tab's storage when the customer duplicates it, and two
 * tabs that show the same session token would look like theft. A tab holds a lock named after its id;
 * who cannot get it forgets what it has copied.
 */
export class TabIdentity {
  #memory: Memory;
  #window: Window;
  #prefix: string;
  #held: Held | undefined;

  constructor(site: string, memory: Memory, window: Window) {
    this.#memory = memory;
    this.#window = window;
    this.#prefix = `samepage.${site}.tab.`;
    window.addEventListener("pagehide", this.#letGo); // a held lock would keep the page out of the back/forward cache
  }

  /** Makes sure that the tab's id and session token are ours, before they are shown to the server. */
  async settle(): Promise<void> {
    const tab = this.#memory.tab;
    if (this.#held || !tab) return;
    this.#held = await takeLock(this.#window.navigator.locks, this.#prefix + tab, OTHER_TAB_AFTER);
    if (this.#held || !this.#window.navigator.locks) return;
    this.#memory.tab = undefined;
    this.#memory.sessionToken = undefined;
  }

  /** The server's id for this tab, from a welcome. */
  async adopt(tab: string): Promise<void> {
    if (this.#held && this.#memory.tab === tab) return;
    this.#letGo();
    this.#memory.tab = tab;
    this.#held = await takeLock(this.#window.navigator.locks, this.#prefix + tab, OTHER_TAB_AFTER);
  }

  close(): void {
    this.#window.removeEventListener("pagehide", this.#letGo);
    this.#letGo();
  }

  #letGo = (): void => {
    this.#held?.release();
    this.#held = undefined;
  };
}
