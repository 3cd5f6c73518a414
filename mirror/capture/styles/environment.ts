import type { Writer } from "../../codec/writer.ts";
import { KEYWORD_FEATURES } from "./features.ts";
import { SheetOp } from "./ops.ts";

/** Asks the customer's browser for its media environment and tells when it changes. */
export type EnvironmentProbe = ReturnType<typeof createEnvironmentProbe>;

export function createEnvironmentProbe(window: Window, changed: () => void) {
  let lists: MediaQueryList[] = [];
  let sent = "";
  for (const [name, ...values] of KEYWORD_FEATURES) {
    // A change of any keyword changes what one of its list answers; the last one stays for the rest.
    for (const value of values.slice(1)) watch(`(${name}:${value})`);
  }

  return { write, forget, stop };

  /** Writes the environment when it differs from what was sent last; answers whether another one was sent before. */
  function write(w: Writer): boolean {
    const masks = KEYWORD_FEATURES.map(([name, ...values]) =>
      ["", ...values.map((value) => `:${value}`)].reduce(
        (mask, end, bit) => mask | (window.matchMedia(`(${name}${end})`).matches ? 1 << bit : 0),
        0,
      ),
    );
    const { devicePixelRatio, screen } = window;
    // colorDepth counts three components of a pixel.
    const numbers = [screen.width, screen.height, Math.round(screen.colorDepth / 3)];
    const now = [...masks, devicePixelRatio, ...numbers].join();
    if (now === sent) return false;
    const before = sent;
    sent = now;
    w.uint(SheetOp.Environment);
    w.uint(masks.length);
    for (const mask of masks) w.uint(mask);
    w.f32(devicePixelRatio);
    for (const n of numbers) w.uint(n);
    return before !== "";
  }

  /** Makes the next `write` send everything. */
  function forget(): void {
    sent = "";
  }

  function stop(): void {
    for (const list of lists) list.onchange = null;
    lists = [];
  }

  function watch(query: string): void {
    const list = window.matchMedia(query);
    list.onchange = changed;
    lists.push(list);
  }
}
