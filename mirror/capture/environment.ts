import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";

/** The customer's surroundings: layout viewport, density, colour scheme, scroll bars, pinch zoom. */
export class Environment {
  readonly #host: CaptureHost;
  #told = "";
  #dirty = true;

  constructor(host: CaptureHost) {
    this.#host = host;
    const w = host.window;
    const changed = () => {
      this.#dirty = true;
      host.wake();
    };
    host.listen(w, "resize", changed);
    const dark = w.matchMedia("(prefers-color-scheme: dark)");
    host.listen(dark, "change", changed);
    if (w.visualViewport) {
      for (const type of ["resize", "scroll"]) host.listen(w.visualViewport, type, changed);
    }
  }

  get any(): boolean {
    return this.#dirty;
  }

  reset(): void {
    this.#told = "";
    this.#dirty = true;
  }

  /** Body of the Environment section; false: nothing to tell. Reads layout. */
  write(w: Writer): boolean {
    this.#dirty = false;
    const page = this.#host.window;
    const root = page.document.documentElement;
    const visual = page.visualViewport;
    const bar = root ? page.innerWidth - root.clientWidth : 0;
    const values = [
      page.innerWidth,
      page.innerHeight,
      page.devicePixelRatio,
      page.matchMedia("(prefers-color-scheme: dark)").matches ? 1 : 0,
      // More than any scroll bar is a page narrower than its window.
      bar > 0 && bar < 40 ? bar : 0,
      visual?.offsetLeft ?? 0,
      visual?.offsetTop ?? 0,
      visual?.scale ?? 1,
    ];
    const told = values.join();
    if (told === this.#told) return false;
    this.#told = told;
    for (const value of values) w.f32(value);
    return true;
  }
}
