import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import type { AssetCapturing, AssetHooks } from "./types.ts";

/** Stands in for the asset capture, whose chunk is loaded when the mirror runs and not before. */
export function createAssetGate(host: CaptureHost, hooks: AssetHooks) {
  const roots = new Set<Document | ShadowRoot>();
  const elements = new Set<Element>();
  const wantedRefs: string[] = [];
  let loaded: AssetCapturing | undefined;
  let loading: Promise<void> | undefined;
  let stopped = false;

  return {
    rootAdded,
    rootRemoved,
    elementAdded,
    elementRemoved,
    hasChanges,
    keyframe,
    flush,
    wanted,
    stop,
    prepare,
    nameOf: (text: string): string => loaded?.texts.nameOf(text) ?? "",
    told: (): string[] => loaded?.texts.told() ?? [],
    reset: (): void => loaded?.texts.reset(),
    purged: (): void => loaded?.purged(),
    /** Whether there is anything that a section could be written of. */
    get isReady(): boolean {
      return loaded !== undefined;
    },
  };

  function rootAdded(root: Document | ShadowRoot): void {
    if (loaded) loaded.rootAdded(root);
    else roots.add(root);
    // At once: what a WebGL canvas draws before its calls are hooked can't be had later.
    load();
  }

  /** A root has left the page before anything was loaded: it is not held. */
  function rootRemoved(root: Document | ShadowRoot): void {
    roots.delete(root);
  }

  function elementAdded(el: Element): void {
    if (loaded) return loaded.elementAdded(el);
    elements.add(el);
    load();
  }

  function elementRemoved(el: Element): void {
    elements.delete(el);
    loaded?.elementRemoved(el);
  }

  function hasChanges(): boolean {
    return loaded?.hasChanges() === true;
  }

  function keyframe(w: Writer): void {
    loaded?.keyframe(w);
  }

  function flush(w: Writer): void {
    loaded?.flush(w);
  }

  function wanted(ref: string): void {
    if (loaded) return loaded.wanted(ref);
    wantedRefs.push(ref);
    load();
  }

  function stop(): void {
    stopped = true;
    loaded?.stop();
    roots.clear();
    elements.clear();
  }

  async function prepare(text: string): Promise<void> {
    await load();
    await loaded?.texts.prepare(text);
  }

  function load(): Promise<void> | undefined {
    if (stopped) return;
    loading ??= import("./asset-capture.ts").then(
      ({ createAssetCapture }) => open(createAssetCapture(host, hooks)),
      () => {
        // The chunk can't be loaded now: images stay boxes of their size until something asks again.
        loading = undefined;
      },
    );
    return loading;
  }

  function open(capture: AssetCapturing): void {
    if (stopped) return capture.stop();
    loaded = capture;
    for (const root of roots) capture.rootAdded(root);
    for (const el of elements) if (host.natives.isConnected(el)) capture.elementAdded(el);
    for (const ref of wantedRefs.splice(0)) capture.wanted(ref);
    roots.clear();
    elements.clear();
  }
}
