import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import type { AssetCapture } from "./asset-capture.ts";
import { AssetOp } from "./ops.ts";
import type { AssetCapturing, AssetHooks } from "./types.ts";

/** Stands in for the asset capture, whose chunk is loaded when the mirror runs and not before. */
export class AssetGate implements AssetCapturing {
  readonly #host: CaptureHost;
  readonly #hooks: AssetHooks;
  readonly #roots = new Set<Document | ShadowRoot>();
  readonly #elements = new Set<Element>();
  readonly #wanted: string[] = [];
  #capture: AssetCapture | undefined;
  #loading = false;
  #stopped = false;

  constructor(host: CaptureHost, hooks: AssetHooks) {
    this.#host = host;
    this.#hooks = hooks;
  }

  rootAdded(root: Document | ShadowRoot): void {
    if (this.#capture) this.#capture.rootAdded(root);
    else this.#roots.add(root);
    // At once: what a WebGL canvas draws before its calls are hooked can't be had later.
    this.#load();
  }

  /** A root has left the page before anything was loaded: it is not held. */
  rootRemoved(root: Document | ShadowRoot): void {
    this.#roots.delete(root);
  }

  elementAdded(el: Element): void {
    if (this.#capture) return this.#capture.elementAdded(el);
    this.#elements.add(el);
    this.#load();
  }

  elementRemoved(el: Element): void {
    this.#elements.delete(el);
    this.#capture?.elementRemoved(el);
  }

  hasChanges(): boolean {
    return this.#capture?.hasChanges() === true;
  }

  keyframe(w: Writer): void {
    if (this.#capture) this.#capture.keyframe(w);
    else w.uint(AssetOp.End);
  }

  flush(w: Writer): void {
    if (this.#capture) this.#capture.flush(w);
    else w.uint(AssetOp.End);
  }

  wanted(ref: string): void {
    if (this.#capture) return this.#capture.wanted(ref);
    this.#wanted.push(ref);
    this.#load();
  }

  stop(): void {
    this.#stopped = true;
    this.#capture?.stop();
    this.#roots.clear();
    this.#elements.clear();
  }

  #load(): void {
    if (this.#loading || this.#stopped) return;
    this.#loading = true;
    import("./asset-capture.ts").then(
      ({ AssetCapture }) => this.#open(new AssetCapture(this.#host, this.#hooks)),
      () => {
        // The chunk can't be loaded now: images stay boxes of their size until something asks again.
        this.#loading = false;
      },
    );
  }

  #open(capture: AssetCapture): void {
    if (this.#stopped) return capture.stop();
    this.#capture = capture;
    for (const root of this.#roots) capture.rootAdded(root);
    for (const el of this.#elements) if (this.#host.natives.isConnected(el)) capture.elementAdded(el);
    for (const ref of this.#wanted.splice(0)) capture.wanted(ref);
    this.#roots.clear();
    this.#elements.clear();
  }
}
