import type { CaptureHost } from "../host.ts";
import type { SentText } from "../styles/index.ts";
import { hostOf, resolve } from "./addresses.ts";
import { addressAt } from "./css-address.ts";
import { MISSING } from "./missing.ts";
import type { AssetNames } from "./names.ts";
import { type AssetReader, createAssetReader } from "./read.ts";
import { createSentBytes } from "./sent-bytes.ts";
import type { AssetHooks } from "./types.ts";

/** Before a reference that is wanted: the bytes themselves, though they have been sent or offered. */
const WHOLE = "=";
/** Reads under way at once: the page's own loading goes first. */
const PARALLEL = 4;

/** References of what elements show; all others are of style texts. */
const OF_ELEMENT = /^=?a/;

/** Where an address stands in a text. */
interface Place extends SentText {
  readonly offset: number;
}

/** What a wanted reference stands for. */
interface Target {
  readonly address: string;
  readonly shown: HTMLImageElement | undefined;
}

/** Answers what the replica wants by reading it, a few at a time. */
export type Answers = ReturnType<typeof createAnswers>;

export function createAnswers(host: CaptureHost, hooks: AssetHooks, names: AssetNames) {
  const sent = createSentBytes(hooks.heldBytes, hooks.challenge);
  const reader: AssetReader = createAssetReader(host.window);
  /** Counts keyframes: references mean something else after each. */
  let round = 0;
  const queue: string[] = [];
  let reading = 0;

  return { wanted, renewed, purged, stop };

  function wanted(ref: string): void {
    if (queue.includes(ref)) return;
    // Fonts go first: they move all text, while images have their room already.
    const behind = OF_ELEMENT.test(ref) ? -1 : queue.findIndex((other) => OF_ELEMENT.test(other));
    queue.splice(behind < 0 ? queue.length : behind, 0, ref);
    next();
  }

  /** References mean something else from now on: what is asked or read is wanted anew, by what it is called then. */
  function renewed(): void {
    round++;
    queue.length = 0;
  }

  function purged(): void {
    renewed();
    sent.clear();
  }

  function stop(): void {
    queue.length = 0;
    reader.stop();
  }

  function next(): void {
    while (reading < PARALLEL) {
      const ref = queue.shift();
      if (ref === undefined) return;
      reading++;
      void answer(ref).finally(() => {
        reading--;
        next();
      });
    }
  }

  async function answer(wanted: string): Promise<void> {
    const isWhole = wanted.startsWith(WHOLE);
    const ref = isWhole ? wanted.slice(WHOLE.length) : wanted;
    const target = targetOf(ref);
    // Never named, or forgotten: there is nothing to say about it.
    if (!target) return hooks.send(ref, MISSING, new Uint8Array());
    const asked = round;
    const found = await reader.read(target.address, target.shown).catch(() => undefined);
    const told = found && ((!isWhole && (await sent.standFor(found))) || found);
    if (asked !== round) return;
    if (told) hooks.send(ref, told.type, told.bytes);
    else hooks.send(ref, MISSING, new TextEncoder().encode(hostOf(target.address)));
  }

  function targetOf(ref: string): Target | undefined {
    if (OF_ELEMENT.test(ref)) {
      const named = names.get(ref);
      return named && { address: named.address, shown: named.shown?.deref() };
    }
    const place = ref.startsWith("i") ? inlinePlace(ref) : cssPlace(ref);
    const address = place && addressAt(place.text, place.offset);
    return address ? { address: resolve(address, place.base), shown: undefined } : undefined;
  }

  /** `DOCUMENT.TEXT.OFFSET`: an address in a style text. */
  function cssPlace(ref: string): Place | undefined {
    const [document, id, offset] = ref.split(".").map(Number) as [number, number, number];
    const sent = hooks.sentText(document, id);
    return sent && { ...sent, offset };
  }

  /** `iNODE.OFFSET`: an address in the style attribute of a node, as it is told now. */
  function inlinePlace(ref: string): Place | undefined {
    const [id, offset] = ref.slice(1).split(".").map(Number) as [number, number];
    const el = host.ids.node(id) as Element | undefined;
    const style = el && host.natives.attr(el, "style");
    if (!el || !style || host.mask.classify(el) === "hidden") return undefined;
    const text = host.mask.attr(el, "style", style);
    return text === null ? undefined : { text, base: el.baseURI, offset };
  }
}
