import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import { AssetOp } from "./ops.ts";
import type { Paints } from "./paints.ts";
import type { AssetBytes } from "./read.ts";

/** What paint worklets draw, from when a replica wants it. */
export type Painted = ReturnType<typeof createPainted>;

/** @param push sends a picture and returns its reference */
export function createPainted(host: CaptureHost, push: (picture: AssetBytes) => string) {
  /** Drawn since the last flush. */
  const news: [el: Element, property: string, ratio: number, ref: string][] = [];
  let paints: Paints | undefined;

  return { start, hasNews: (): boolean => news.length > 0, again, write, stop: (): void => paints?.stop() };

  async function start(): Promise<void> {
    if (paints) return paints.again();
    const chunk = await import("./paints.ts").catch(() => undefined);
    if (!chunk || paints) return;
    paints = chunk.createPaints(host, (el, property, ratio, picture) => {
      news.push([el, property, ratio, push(picture)]);
      host.wake();
    });
  }

  /** A keyframe begins: all is drawn anew. */
  function again(): void {
    news.length = 0;
    paints?.again();
  }

  function write(w: Writer): void {
    for (const [el, property, ratio, ref] of news.splice(0)) {
      const id = host.ids.of(el);
      if (id === 0) continue;
      w.uint(AssetOp.Painted);
      w.uint(id);
      w.str(property);
      w.f32(ratio);
      w.str(ref);
    }
  }
}
