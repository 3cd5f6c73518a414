import { listsOrigin } from "../launch/origins.ts";
import { type ParentLine, speakTo } from "./parent-line.ts";

export interface ChildOptions {
  window: Window & typeof globalThis;
  /** Origin of the script's host. */
  base: string;
  site: string;
}

/**
 * The script in a frame of another origin (M3): takes the offer of a page around it that is shared, if its site lists
 * that page's origin, and mirrors the frame to it. Silent otherwise. Returns what takes the offers.
 */
export function createChild({ window, base, site }: ChildOptions) {
  let line: ParentLine | undefined;
  /** The offer that was taken last: pages repeat theirs. */
  let taken: unknown;

  return async ({ data, origin, source }: MessageEvent): Promise<void> => {
    const parent = ancestor(window, source);
    const { nonce } = data as { nonce?: unknown };
    if (!parent || typeof nonce !== "string" || nonce === taken) return;
    taken = nonce;
    // Out of the app's chunk: a chunk of its own would be one more for every page; the page around has this one already.
    const { loadSiteConfig } = await import("../app/index.ts");
    const { origins } = await loadSiteConfig(base, site);
    if (taken !== nonce) return;
    if (!listsOrigin(origins, origin)) {
      taken = undefined; // the settings may not have been had: the next offer asks for them again
      return;
    }
    line?.end();
    const { port1, port2 } = new MessageChannel();
    line = speakTo(port1, window, async (inner) => listsOrigin(origins, inner));
    parent.postMessage({ samepage: "frame", nonce }, origin, [port2]);
  };
}

/** The window around, near or far, that a message came from. */
function ancestor(window: Window, source: MessageEventSource | null): Window | undefined {
  for (let at = window; at !== at.parent; at = at.parent) if (at.parent === source) return at.parent;
  return undefined;
}
