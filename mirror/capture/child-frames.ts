import type { Writer } from "../codec/writer.ts";
import { type FrameOffer, messageOf, type ToChild } from "./child-messages.ts";
import { policyInFrame } from "./child-policy.ts";
import type { CaptureHost } from "./host.ts";
import type { matchesUrl, tellUrl } from "./mask/urls.ts";
import type { Sent, SentTree } from "./tree.ts";

/** Frames that are mirrored at a time; a page with more shows the rest as boxes. */
const FRAMES_MAX = 16;
/** Bytes of one frame that may wait for the page's own turn. A frame's capture stops far below it until it hears of an ack. */
const WAITING_MAX = 8 * 1024 * 1024;
/** Offers to one document of a frame, whose script may come late, */
const OFFERS = 5;
/** and the time after the first, in milliseconds; doubled after each. */
const OFFER_AGAIN = 500;

export interface ChildFrameOptions {
  /** Whether an origin is one of the site's. */
  listsOrigin(origin: string): Promise<boolean>;
  sendAsset(ref: string, type: string, bytes: Uint8Array): void;
}

interface ChildFrame {
  readonly el: HTMLIFrameElement;
  readonly nonce: string;
  port: MessagePort | null;
  /** The frame's stream; 0 while there is none. */
  round: number;
  /** What the rules of this round were made from. */
  rules: string;
  /** The frame's element as the replica had it when the round was first told. */
  sent: Sent | null;
  waiting: Uint8Array[];
  waitingBytes: number;
  /** The replica shows something of this frame, */
  isShown: boolean;
  /** and must not any more. */
  isGone: boolean;
  told: number;
  offers: number;
  timer: number;
}

/**
 * Frames of other origins of the site that carry the page script (M3): each is captured by its own script, under its
 * own and this page's rules, and what it tells goes on unread under the frame's element.
 */
export type ChildFrames = ReturnType<typeof createChildFrames>;

/** @param urls of the capture's own: imported here they would be a chunk more for every page */
export function createChildFrames(
  host: CaptureHost,
  tree: SentTree,
  options: ChildFrameOptions,
  urls: { tellUrl: typeof tellUrl; matchesUrl: typeof matchesUrl },
) {
  const { natives } = host;
  const frames = new Map<HTMLIFrameElement, ChildFrame>();
  let lastRound = 0;
  host.listen(host.window, "message", (e) => {
    answered(e as MessageEvent).catch(reportError);
  });

  return {
    get any(): boolean {
      for (const { waiting, isGone } of frames.values()) if (isGone || waiting.length > 0) return true;
      return false;
    },
    found,
    poll,
    reset,
    write,
    wanted,
    stop,
  };

  /** A mirrored frame whose document is not ours to read. */
  function found(el: HTMLIFrameElement): void {
    if (frames.has(el) || !natives.isConnected(el)) return;
    const frame: ChildFrame = {
      el,
      nonce: crypto.randomUUID(),
      port: null,
      round: 0,
      rules: "",
      sent: null,
      waiting: [],
      waitingBytes: 0,
      isShown: false,
      isGone: false,
      told: 0,
      offers: 0,
      timer: 0,
    };
    frames.set(el, frame);
    host.listen(el, "load", () => loaded(frame));
    loaded(frame);
  }

  /** What no event shows: frames that have left, and rules that have become others by something around the frame. */
  function poll(): void {
    for (const frame of [...frames.values()]) {
      if (!natives.isConnected(frame.el)) drop(frame);
      else if (frame.port && frame.rules !== rulesFor(frame)) begin(frame);
    }
  }

  /** A keyframe of the page: each frame begins anew as well. */
  function reset(): void {
    for (const frame of frames.values()) {
      frame.isShown = frame.isGone = false;
      if (frame.port) begin(frame);
    }
  }

  /** Body of the ChildFrames section; false where nothing may be told yet. */
  function write(w: Writer): boolean {
    let wrote = false;
    for (const frame of frames.values()) {
      const sent = tree.get(frame.el);
      if (!sent) continue;
      const isNew = frame.sent !== null && frame.sent !== sent;
      if (isNew) frame.isShown = false; // what the replica had of it went with the old element
      if (frame.port && (isNew || frame.rules !== rulesFor(frame))) begin(frame);
      if (!frame.isGone && frame.waiting.length === 0) continue;
      frame.sent = sent;
      wrote = true;
      if (frame.isGone) entry(w, sent, frame.round, NOTHING);
      for (const payload of frame.waiting) entry(w, sent, frame.round, payload);
      frame.isShown = frame.waiting.length > 0;
      frame.isGone = false;
      frame.told += frame.waiting.length;
      if (frame.isShown) say(frame, { is: "ack", count: frame.told });
      forgetWaiting(frame);
    }
    w.uint(0);
    return wrote;
  }

  /** Whether a wanted resource is a frame's, which is asked for it then. */
  function wanted(ref: string): boolean {
    const [, round, own] = /^(\d+)~(.+)$/s.exec(ref) ?? [];
    if (!own) return false;
    for (const frame of frames.values())
      if (frame.round === Number(round)) say(frame, { is: "want", ref: own });
    return true;
  }

  function stop(): void {
    for (const frame of [...frames.values()]) drop(frame);
  }

  // Getting to know the script in a frame.
  function loaded(frame: ChildFrame): void {
    frame.offers = 0;
    natives.clearTimeout(frame.timer);
    const { src } = frame.el;
    const origin = URL.canParse(src) ? new URL(src).origin : "";
    options.listsOrigin(origin).then((isListed) => {
      if (isListed && frames.get(frame.el) === frame) offer(frame, origin);
    }, reportError);
  }

  function offer(frame: ChildFrame, origin: string): void {
    const message: FrameOffer = { samepage: "frame", nonce: frame.nonce };
    frame.el.contentWindow?.postMessage(message, origin);
    natives.clearTimeout(frame.timer);
    if (++frame.offers >= OFFERS) return;
    frame.timer = natives.setTimeout(
      () => {
        if (!frame.port) offer(frame, origin);
      },
      OFFER_AGAIN * 2 ** (frame.offers - 1),
    );
  }

  async function answered(event: MessageEvent): Promise<void> {
    const said = event.data as Partial<FrameOffer> | null;
    if (said?.samepage !== "frame") return;
    event.stopImmediatePropagation(); // the page's own listeners know nothing of it
    const frame = [...frames.values()].find(({ nonce }) => nonce === said.nonce);
    const [port] = event.ports;
    if (!frame || !port || event.source !== frame.el.contentWindow) return;
    const isListed = await options.listsOrigin(event.origin);
    if (!isListed || frames.get(frame.el) !== frame || isFull(frame)) return port.close();
    close(frame);
    frame.port = port;
    port.onmessage = ({ data }) => take(frame, port, data);
    begin(frame);
  }

  function isFull(besides: ChildFrame): boolean {
    return [...frames.values()].filter((one) => one.port && one !== besides).length >= FRAMES_MAX;
  }

  // What a frame says.
  function take(frame: ChildFrame, port: MessagePort, data: unknown): void {
    if (frame.port !== port) return;
    const message = messageOf(data);
    if (!message) return cutOff(frame);
    if (message.round !== frame.round) return; // of a round that is over
    if (frame.rules !== rulesFor(frame)) return begin(frame);
    if (host.mask.page() === "excluded") return; // resources do not wait for a flush
    switch (message.is) {
      case "payload":
        frame.waitingBytes += message.payload.length;
        if (frame.waitingBytes > WAITING_MAX) return cutOff(frame);
        frame.waiting.push(message.payload);
        break;
      case "asset":
        return options.sendAsset(`${frame.round}~${message.ref}`, message.type, message.bytes);
      case "gone":
        vanish(frame);
    }
    host.wake();
  }

  /** What came is nothing that our script says: the frame is a box again until it loads another document. */
  function cutOff(frame: ChildFrame): void {
    console.warn("samepage: a frame was cut off from the mirror, it speaks another language", frame.el);
    close(frame);
    vanish(frame);
  }

  // Rounds.
  function begin(frame: ChildFrame): void {
    vanish(frame);
    frame.round = ++lastRound;
    frame.rules = rulesFor(frame);
    frame.sent = null;
    frame.told = 0;
    const verdict = host.mask.classify(frame.el);
    if (verdict === "hidden") return say(frame, { is: "rest" });
    const policy = policyInFrame(host.mask.policy(), address(), verdict === "masked", urls.matchesUrl);
    say(frame, { is: "start", round: frame.round, policy });
  }

  /** Tells what decides the rules in a frame apart. */
  function rulesFor({ el }: ChildFrame): string {
    const isByAddress = host.mask.policy().rules.some(({ url }) => url);
    return `${host.mask.classify(el)} ${isByAddress ? address() : ""}`;
  }

  /** The page's own address, as told. */
  function address(): string {
    const { href } = host.window.location;
    return urls.tellUrl(href, href);
  }

  /** What is shown of a frame must go, and what waits is void. */
  function vanish(frame: ChildFrame): void {
    frame.isGone ||= frame.isShown;
    forgetWaiting(frame);
    host.wake();
  }

  function forgetWaiting(frame: ChildFrame): void {
    frame.waiting = [];
    frame.waitingBytes = 0;
  }

  function drop(frame: ChildFrame): void {
    frames.delete(frame.el);
    natives.clearTimeout(frame.timer);
    host.unlisten(frame.el);
    close(frame);
  }

  function close(frame: ChildFrame): void {
    say(frame, { is: "stop" });
    frame.port?.close();
    frame.port = null;
  }

  function say({ port }: ChildFrame, message: ToChild): void {
    port?.postMessage(message);
  }
}

/** Told in place of a payload: the frame shows nothing of its own any more. */
const NOTHING = new Uint8Array();

function entry(w: Writer, sent: Sent, round: number, payload: Uint8Array): void {
  w.uint(sent.id);
  w.uint(round);
  w.bytes(payload);
}
