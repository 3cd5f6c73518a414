import { platformOf } from "../codec/platform.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";

/** The customer's surroundings: layout viewport, density, colour scheme, scroll bars, pinch zoom. */
export type Environment = ReturnType<typeof createEnvironment>;

export function createEnvironment(host: CaptureHost) {
  let lastTold = "";
  let dirty = true;
  const w = host.window;
  const changed = () => {
    dirty = true;
    host.wake();
  };
  host.listen(w, "resize", changed);
  const dark = w.matchMedia("(prefers-color-scheme: dark)");
  host.listen(dark, "change", changed);
  if (w.visualViewport) {
    for (const type of ["resize", "scroll"]) host.listen(w.visualViewport, type, changed);
  }

  return {
    get any(): boolean {
      return dirty;
    },
    reset,
    write,
  };

  function reset(): void {
    lastTold = "";
    dirty = true;
  }

  /** Body of the Environment section; false: nothing to tell. Reads layout. */
  function write(w: Writer): boolean {
    dirty = false;
    const page = host.window;
    const root = page.document.documentElement;
    const visual = page.visualViewport;
    const bar = root ? page.innerWidth - root.clientWidth : 0;
    // On iOS the window's size is what two fingers have left of it to be seen: the page is laid out in the whole.
    const zoom = bar < 0 ? (visual?.scale ?? 1) : 1;
    const values = [
      page.innerWidth * zoom,
      page.innerHeight * zoom,
      page.devicePixelRatio,
      page.matchMedia("(prefers-color-scheme: dark)").matches ? 1 : 0,
      // More than any scroll bar is a page narrower than its window.
      bar > 0 && bar < 40 ? bar : 0,
      visual?.offsetLeft ?? 0,
      visual?.offsetTop ?? 0,
      visual?.scale ?? 1,
      platformOf(page.navigator),
    ];
    const told = values.join();
    if (told === lastTold) return false;
    lastTold = told;
    for (const value of values) w.f32(value);
    return true;
  }
}
