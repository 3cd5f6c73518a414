import { PAYLOAD_VERSION, Section } from "../codec/sections.ts";
import { createWriter } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";
import type { Capture, CaptureOptions, FrameInfo, Policy } from "./index.ts";
import { createListeners, type Listeners } from "./listeners.ts";
import { createMask, type Masking, type PageVerdict } from "./mask/index.ts";
import { type Natives, type PageWindow, takeNatives } from "./natives.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { createPace, type Flushed, type Pace } from "./pace.ts";
import { createPage, type Page } from "./page.ts";
import { createParts, type Parts } from "./parts.ts";
import { createPatches, type Patches } from "./patches.ts";
import { createSentTree, type SentTree } from "./tree.ts";

/** Most time one flush may encode for: a quarter of a frame. */
const BUDGET_MS = 4;
/** The same of each flush that is made in the very turn of the change: what is whole in it shows a frame sooner. */
const LEADING_BUDGET_MS = 8;
/** Bytes sent and not acknowledged, unless the options say otherwise. */
const MAX_IN_FLIGHT = 1024 * 1024;
/** The link is behind when this part of them is on its way. */
const BEHIND_PART = 4;
/** Slices of one flush go together up to this size, */
const FRAME_BYTES = 32 * 1024;
/** and for this long. */
const FRAME_MS = 50;
/** A mirror that fails this often in a row leaves the page alone for good. */
const FAULTS_MAX = 5;
/** How often what no event shows is looked at. */
const POLL_MS = 400;
/** Tasks before the first keyframe, so that none is long: hooking the style sheets, finding what rules select. */
const PREPARATIONS = 2;

/** Mirrors one page: joins the parts that know the page with the pace and the link. */
export function createCapture(options: CaptureOptions): Capture {
  const writer = createWriter();
  const undos: (() => void)[] = [];
  let epoch = 0;
  /** The keyframe that is on its way: not begun, or begun and not whole. */
  let keyframeState: "none" | "due" | "open" = "due";
  let state: "running" | "paused" | "stopped" = "running";
  let lastVerdict: PageVerdict | null = null;
  /** Sizes of the frames that are not acknowledged, oldest first, and what they add up to. */
  const inFlight: number[] = [];
  let inFlightBytes = 0;
  let acked = 0;
  let pollTimer = 0;
  let pushedAt = -Infinity;
  /** A flush found too much on its way: the next frame that leaves or arrives makes up for it. */
  let isBlocked = false;
  /** The next frame is the first of a keyframe. */
  let startsFrame = false;
  /** The last frame shows with the next one only. */
  let promised = false;
  let prepared = 0;
  /** Flushes that failed since the last whole keyframe. */
  let faults = 0;
  const window: PageWindow = options.window as PageWindow;
  const natives: Natives = takeNatives(window);
  const patches: Patches = createPatches(failed);
  const listeners: Listeners = createListeners(natives, failed);
  const ids: SentTree = createSentTree();
  const outbox: Outbox<FrameInfo> = createOutbox(sent);
  const pace: Pace = createPace(natives, flush, () => outbox.packed);
  const parts: Parts = createParts(natives, pace.next, failed);
  const mask: Masking = createMask(options.policy, window, natives, parts.onSign, {
    stale: (node, attributesOnly) => {
      page.stale(node, attributesOnly);
      wake();
    },
    problems: (problems) => {
      console.warn("samepage: privacy rules that this browser cannot read", problems);
      options.faulty?.(problems);
    },
    closedRoot: (host) => page.closedRoot(host),
    sentOf: ids.get,
    arrived: (chunk) => page.judged(chunk),
  });
  const host: CaptureHost = {
    window,
    natives,
    mask,
    ids,
    wake,
    wakeLater,
    renew: keyframe,
    patch: patches.patch,
    notice: patches.notice,
    noticeRead: patches.noticeRead,
    listen: listeners.on,
    unlisten: listeners.off,
    listenAgain: listeners.again,
    onSign: parts.onSign,
    withinRealm: patches.within,
    realmGone,
    onStop: (undo) => undos.push(undo),
  };
  const page: Page = createPage(host, ids, writer, options);
  listeners.on(window.document, "visibilitychange", wake);
  poll();
  // In a task of its own: this one has made all the parts.
  pace.next();

  return {
    payloadVersion: PAYLOAD_VERSION,
    keyframe,
    ack,
    pause,
    resume,
    purge,
    hide,
    actionAllowed: mask.actionAllowed,
    assetWanted: (ref) => page.frames.childFrames?.wanted(ref) || page.wanted(ref),
    locate,
    isHidden,
    closedRoot: page.closedRoot,
    facts: mask.facts,
    attribute,
    idOf,
    hiddenAreas: mask.hiddenAreas,
    stop,
  };

  // What the page script calls.
  function keyframe(): void {
    keyframeState = "due";
    wake();
  }

  function ack(count: number): void {
    for (; acked < count && inFlight.length > 0; acked++) {
      inFlightBytes -= inFlight.shift() ?? 0;
    }
    unblock();
  }

  function pause(): void {
    if (state === "running") state = "paused";
  }

  function resume(): void {
    if (state !== "paused") return;
    state = "running";
    keyframe();
  }

  function purge(policy?: Policy): number {
    epoch++;
    outbox.clear();
    page.resources.purged();
    if (policy) mask.setPolicy(policy);
    keyframe();
    return epoch;
  }

  function hide(el: Element): number {
    mask.hide(el);
    return purge();
  }

  function locate(nodeId: number): Element | null {
    const node = ids.node(nodeId);
    if (!node || !natives.isConnected(node)) return null;
    const el = natives.nodeType(node) === 1 ? (node as Element) : null;
    return el && !mask.hiddenRoot(el) ? el : null;
  }

  function isHidden(nodeId: number): boolean {
    const node = ids.node(nodeId);
    return node !== undefined && mask.hiddenRoot(node) !== null;
  }

  function attribute(el: Element, name: string): string | null {
    const value = natives.attr(el, name);
    return value === null ? null : mask.attr(el, name, value);
  }

  function idOf(el: Element): number {
    for (let at: Node | null = el; at; at = natives.parentNode(at)) {
      const id = ids.of(at);
      if (id && natives.nodeType(at) === 1) return id;
    }
    return 0;
  }

  function stop(): void {
    if (state === "stopped") return;
    state = "stopped";
    parts.stop();
    pace.stop();
    outbox.clear();
    natives.clearTimeout(pollTimer);
    page.stop();
    listeners.stop();
    natives.lender?.remove();
    mask.stop();
    for (const undo of undos.reverse()) undo();
    patches.undo();
    ids.reset();
  }

  // What the parts call.
  function wake(): void {
    if (state === "running") pace.soon();
  }

  function wakeLater(): void {
    if (state === "running") pace.later();
  }

  function realmGone(window: PageWindow): void {
    patches.forget(window);
    listeners.off(window);
  }

  // Flushing.
  function flush(leading: boolean): Flushed {
    if (state !== "running") return "done";
    isBlocked = inFlightBytes + outbox.bytes > limit();
    if (isBlocked) return "done";
    try {
      const flushed = write(leading);
      if (keyframeState === "none") faults = 0;
      return flushed;
    } catch (error) {
      // What the writer holds is not to be trusted any more: the next flush starts from nothing.
      failed(error);
      writer.take();
      keyframeState = "due";
      if (++faults < FAULTS_MAX) wakeLater();
      else stop();
      return "done";
    }
  }

  function write(leading: boolean): Flushed {
    const verdict = mask.page();
    if (verdict !== lastVerdict) judged(verdict);
    if (verdict === "excluded" || verdict === "waiting" || page.resources.isWaiting()) return "done";
    if (prepared < PREPARATIONS) {
      if (prepared++ > 0) mask.hiddenRoot(window.document);
      return "apart";
    }
    if (keyframeState !== "none" && parts.isAwaited) return "done";
    if (keyframeState === "due") {
      page.restart();
      // Slices that waited for company belong to what is void now.
      writer.take();
      keyframeState = "open";
      startsFrame = true;
    }
    // A keyframe reads layout in any case.
    const light = leading && keyframeState === "none";
    const budget = light ? LEADING_BUDGET_MS : BUDGET_MS;
    const more = page.write(light, natives.now() + budget, inFlightBytes > limit() / BEHIND_PART);
    const ends = keyframeState === "open" && !page.unfinished && !parts.isAwaited;
    if (ends) {
      writer.uint(Section.KeyframeEnd);
      keyframeState = "none";
    }
    const goesOn = more || keyframeState === "open";
    // Slices share a frame: each frame costs a compressor.
    const age = natives.now() - pushedAt;
    const waits = goesOn && writer.length < FRAME_BYTES && age < FRAME_MS;
    if ((writer.length > 0 || (promised && !goesOn)) && !waits) push(ends, light && !goesOn, goesOn);
    if (light && page.needsLayout) pace.later();
    if (!goesOn) return "done";
    return light && !mask.isWaiting ? "more" : "apart";
  }

  /** A page that was excluded is sent anew when it is not any more. */
  function judged(verdict: PageVerdict): void {
    if (lastVerdict === "excluded") keyframeState = "due";
    lastVerdict = verdict;
    options.judged?.(verdict);
  }

  function push(ends: boolean, urgent: boolean, goesOn: boolean): void {
    promised = goesOn;
    const starts = startsFrame;
    startsFrame = false;
    pushedAt = natives.now();
    const keyframe = starts
      ? ends
        ? "whole"
        : "start"
      : ends
        ? "end"
        : keyframeState === "open"
          ? "part"
          : null;
    outbox.push(page.resources.headed(writer.take()), { keyframe, epoch: epoch }, urgent, goesOn);
  }

  function limit(): number {
    return options.maxInFlight ?? MAX_IN_FLIGHT;
  }

  function sent(payload: Uint8Array, info: FrameInfo): void {
    inFlight.push(payload.length);
    inFlightBytes += payload.length;
    options.send(payload, info);
    unblock();
  }

  function unblock(): void {
    if (isBlocked) wake();
  }

  function poll(): void {
    pollTimer = natives.setTimeout(() => {
      try {
        if (state === "running") {
          page.poll();
          if (mask.page() !== lastVerdict) wake(); // an address can change without a mutation
        }
      } catch (error) {
        failed(error);
      }
      if (state !== "stopped") poll();
    }, POLL_MS);
  }

  /** A fault of ours: told to the console, never to the page. */
  function failed(error: unknown): void {
    console.error("samepage: the mirror failed", error);
  }
}
