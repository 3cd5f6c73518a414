import { PAYLOAD_VERSION, Section } from "../codec/sections.ts";
import { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";
import type { CaptureOptions, Capture as CaptureSurface, FrameInfo, HiddenArea, Policy } from "./index.ts";
import { Listeners } from "./listeners.ts";
import { type ActionKind, type ActionVerdict, Mask, type PageVerdict } from "./mask/index.ts";
import { type Natives, type PageWindow, takeNatives } from "./natives.ts";
import { Outbox } from "./outbox.ts";
import { type Flushed, Pace } from "./pace.ts";
import { Page } from "./page.ts";
import { Patches } from "./patches.ts";
import { SentTree } from "./tree.ts";

/** Most time one flush may encode for: a quarter of a frame. */
const BUDGET_MS = 4;
/** Bytes sent and not acknowledged, unless the options say otherwise. */
const MAX_IN_FLIGHT = 1024 * 1024;
/** Slices of one flush go together up to this size, */
const FRAME_BYTES = 32 * 1024;
/** and for this long. */
const FRAME_MS = 50;
/** A mirror that fails this often in a row leaves the page alone for good. */
const FAULTS_MAX = 5;
/** How often what no event shows is looked at. */
const POLL_MS = 400;

/** Mirrors one page: joins the parts that know the page with the pace and the link. */
export class Capture implements CaptureSurface, CaptureHost {
  readonly payloadVersion = PAYLOAD_VERSION;
  readonly window: PageWindow;
  readonly natives: Natives;
  readonly mask: Mask;
  readonly ids: SentTree;
  readonly #options: CaptureOptions;
  readonly #writer = new Writer();
  readonly #outbox: Outbox<FrameInfo>;
  readonly #patches: Patches;
  readonly #listeners: Listeners;
  readonly #pace: Pace;
  readonly #page: Page;
  readonly #undo: (() => void)[] = [];
  #epoch = 0;
  /** The keyframe that is on its way: not begun, or begun and not whole. */
  #keyframe: "none" | "due" | "open" = "due";
  #state: "running" | "paused" | "stopped" = "running";
  #verdict: PageVerdict | null = null;
  /** Sizes of the frames that are not acknowledged, oldest first, and what they add up to. */
  #inFlight: number[] = [];
  #inFlightBytes = 0;
  #acked = 0;
  #pollTimer = 0;
  #pushedAt = -Infinity;
  /** The next frame is the first of a keyframe. */
  #startsFrame = false;
  /** Flushes that failed since the last whole keyframe. */
  #faults = 0;

  constructor(options: CaptureOptions) {
    this.#options = options;
    this.window = options.window as PageWindow;
    this.natives = takeNatives(this.window);
    this.#patches = new Patches((error) => this.#failed(error));
    this.#listeners = new Listeners(this.natives, (error) => this.#failed(error));
    this.ids = new SentTree();
    this.#outbox = new Outbox((payload, info) => this.#sent(payload, info));
    this.#pace = new Pace(this.natives, (leading) => this.#flush(leading));
    this.mask = new Mask(options.policy, this.window, this.natives, {
      stale: (node, attributesOnly) => {
        this.#page.stale(node, attributesOnly);
        this.wake();
      },
      problems: (problems) => {
        console.warn("samepage: privacy rules that this browser cannot read", problems);
        options.faulty?.(problems);
      },
      closedRoot: (host) => this.#page.closedRoot(host),
    });
    this.#page = new Page(this, this.ids, this.#writer, options);
    this.listen(this.window.document, "visibilitychange", () => this.wake());
    this.#poll();
    this.keyframe();
  }

  // What the page script calls.

  keyframe(): void {
    this.#keyframe = "due";
    this.wake();
  }

  ack(count: number): void {
    for (; this.#acked < count && this.#inFlight.length > 0; this.#acked++) {
      this.#inFlightBytes -= this.#inFlight.shift() ?? 0;
    }
    this.wake();
  }

  pause(): void {
    if (this.#state === "running") this.#state = "paused";
  }

  resume(): void {
    if (this.#state !== "paused") return;
    this.#state = "running";
    this.keyframe();
  }

  purge(policy?: Policy): number {
    this.#epoch++;
    this.#outbox.clear();
    if (policy) this.mask.setPolicy(policy);
    this.keyframe();
    return this.#epoch;
  }

  hide(el: Element): number {
    this.mask.hide(el);
    return this.purge();
  }

  actionAllowed(el: Element, kind: ActionKind): ActionVerdict {
    return this.mask.actionAllowed(el, kind);
  }

  assetWanted(ref: string): void {
    this.#page.resources.wanted(ref);
  }

  locate(nodeId: number): Element | null {
    const node = this.ids.node(nodeId);
    if (!node || !this.natives.isConnected(node)) return null;
    const el = this.natives.nodeType(node) === 1 ? (node as Element) : null;
    return el && !this.mask.hiddenRoot(el) ? el : null;
  }

  isHidden(nodeId: number): boolean {
    const node = this.ids.node(nodeId);
    return node !== undefined && this.mask.hiddenRoot(node) !== null;
  }

  closedRoot(host: Element): ShadowRoot | null {
    return this.#page.closedRoot(host);
  }

  facts(node: Node): boolean {
    return this.mask.facts(node);
  }

  attribute(el: Element, name: string): string | null {
    const value = this.natives.attr(el, name);
    return value === null ? null : this.mask.attr(el, name, value);
  }

  idOf(el: Element): number {
    for (let at: Node | null = el; at; at = this.natives.parentNode(at)) {
      const id = this.ids.of(at);
      if (id && this.natives.nodeType(at) === 1) return id;
    }
    return 0;
  }

  hiddenAreas(): HiddenArea[] {
    return this.mask.hiddenAreas();
  }

  stop(): void {
    if (this.#state === "stopped") return;
    this.#state = "stopped";
    this.#pace.stop();
    this.#outbox.clear();
    this.natives.clearTimeout(this.#pollTimer);
    this.#page.stop();
    this.#listeners.stop();
    this.natives.lender?.remove();
    this.mask.stop();
    for (const undo of this.#undo.reverse()) undo();
    this.#patches.undo();
    this.ids.reset();
  }

  // What the parts call.

  wake(): void {
    if (this.#state === "running") this.#pace.soon();
  }

  wakeLater(): void {
    if (this.#state === "running") this.#pace.later();
  }

  patch(owner: object, key: string, make: (found: PropertyDescriptor) => PropertyDescriptor): void {
    this.#patches.patch(owner, key, make);
  }

  notice(
    owner: object | undefined,
    key: string,
    noticed: (self: unknown, args: readonly unknown[], result: unknown) => void,
  ): void {
    this.#patches.notice(owner, key, noticed);
  }

  listen(target: EventTarget, type: string, fn: (e: Event) => void): void {
    this.#listeners.on(target, type, fn);
  }

  unlisten(target: EventTarget): void {
    this.#listeners.off(target);
  }

  listenAgain(target: EventTarget): void {
    this.#listeners.again(target);
  }

  onRealm(fn: (window: PageWindow) => void): void {
    fn(this.window);
  }

  withinRealm(window: PageWindow, make: () => void): void {
    this.#patches.within(window, make);
  }

  realmGone(window: PageWindow): void {
    this.#patches.forget(window);
    this.#listeners.off(window);
  }

  onStop(undo: () => void): void {
    this.#undo.push(undo);
  }

  // Flushing.

  #flush(leading: boolean): Flushed {
    if (this.#state !== "running" || this.#inFlightBytes > this.#limit) return "done";
    try {
      const flushed = this.#write(leading);
      if (this.#keyframe === "none") this.#faults = 0;
      return flushed;
    } catch (error) {
      // What the writer holds is not to be trusted any more: the next flush starts from nothing.
      this.#failed(error);
      this.#writer.take();
      this.#keyframe = "due";
      if (++this.#faults < FAULTS_MAX) this.wakeLater();
      else this.stop();
      return "done";
    }
  }

  #write(leading: boolean): Flushed {
    const verdict = this.mask.page();
    if (verdict !== this.#verdict) this.#judged(verdict);
    if (verdict === "excluded" || verdict === "waiting") return "done";
    if (this.#keyframe === "due") {
      this.#page.restart();
      // Slices that waited for company belong to what is void now.
      this.#writer.take();
      this.#keyframe = "open";
      this.#startsFrame = true;
    }
    // A keyframe reads layout in any case.
    const light = leading && this.#keyframe === "none";
    const more = this.#page.write(light, this.natives.now() + BUDGET_MS);
    const ends = this.#keyframe === "open" && !this.#page.unfinished;
    if (ends) {
      this.#writer.uint(Section.KeyframeEnd);
      this.#keyframe = "none";
    }
    const goesOn = more || this.#keyframe === "open";
    // Slices share a frame: each frame costs a compressor.
    const age = this.natives.now() - this.#pushedAt;
    const waits = goesOn && this.#writer.length < FRAME_BYTES && age < FRAME_MS;
    if (this.#writer.length > 0 && !waits) this.#push(ends, light && !goesOn);
    if (light && this.#page.needsLayout) this.#pace.later();
    return goesOn ? "more" : "done";
  }

  /** A page that was excluded is sent anew when it is not any more. */
  #judged(verdict: PageVerdict): void {
    if (this.#verdict === "excluded") this.#keyframe = "due";
    this.#verdict = verdict;
    this.#options.judged?.(verdict);
  }

  #push(ends: boolean, urgent: boolean): void {
    const starts = this.#startsFrame;
    this.#startsFrame = false;
    this.#pushedAt = this.natives.now();
    const keyframe = starts
      ? ends
        ? "whole"
        : "start"
      : ends
        ? "end"
        : this.#keyframe === "open"
          ? "part"
          : null;
    this.#outbox.push(this.#writer.take(), { keyframe, epoch: this.#epoch }, urgent);
  }

  get #limit(): number {
    return this.#options.maxInFlight ?? MAX_IN_FLIGHT;
  }

  #sent(payload: Uint8Array, info: FrameInfo): void {
    this.#inFlight.push(payload.length);
    this.#inFlightBytes += payload.length;
    this.#options.send(payload, info);
  }

  #poll(): void {
    this.#pollTimer = this.natives.setTimeout(() => {
      try {
        if (this.#state === "running") {
          this.#page.poll();
          if (this.mask.page() !== this.#verdict) this.wake(); // an address can change without a mutation
        }
      } catch (error) {
        this.#failed(error);
      }
      if (this.#state !== "stopped") this.#poll();
    }, POLL_MS);
  }

  /** A fault of ours: told to the console, never to the page. */
  #failed(error: unknown): void {
    console.error("samepage: the mirror failed", error);
  }
}
