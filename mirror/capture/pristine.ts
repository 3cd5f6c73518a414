import { earlyFinds, KEPT } from "./early.ts";
import type { PageWindow } from "./natives.ts";

/** Constructors and prototypes as the engine made them. */
export interface CleanRealm {
  /** A prototype by the name of its constructor. */
  prototype(name: PrototypeName): object;
  readonly MutationObserver: typeof MutationObserver;
  readonly MessageChannel: typeof MessageChannel;
  readonly setTimeout: Window["setTimeout"];
  readonly clearTimeout: Window["clearTimeout"];
  readonly requestAnimationFrame: Window["requestAnimationFrame"];
  readonly cancelAnimationFrame: Window["cancelAnimationFrame"];
  readonly now: () => number;
  readonly isInputPending: (() => boolean) | undefined;
  /** Element that lends its realm and so must stay in the page for as long as the capture runs. */
  readonly lender: HTMLIFrameElement | null;
}

export type PrototypeName = (typeof KEPT)[number];

const asText = Function.prototype.toString;

/** Whether a function is the engine's own. A page that forges `toString` on a patch passes for clean. */
function isNative(fn: unknown): boolean {
  return typeof fn === "function" && /\{\s*\[native code\]\s*\}\s*$/.test(asText.call(fn));
}

/** Members the capture cannot do without, where frameworks are known to patch. */
const SPOTS: readonly (readonly [PrototypeName, string])[] = [
  ["Node", "firstChild"],
  ["Node", "nextSibling"],
  ["Node", "childNodes"],
  ["Node", "parentNode"],
  ["Node", "textContent"],
  ["Node", "contains"],
  ["Node", "getRootNode"],
  ["Element", "getAttribute"],
  ["Element", "shadowRoot"],
  ["Element", "matches"],
  ["EventTarget", "addEventListener"],
];

function isPatched(w: PageWindow): boolean {
  return SPOTS.some(([name, key]) => {
    const d = Object.getOwnPropertyDescriptor(w[name].prototype, key);
    return !isNative(d?.get ?? d?.value);
  });
}

/** What zone.js keeps of a function it has patched. */
function beneathZone<K extends keyof PageWindow>(w: PageWindow, key: K): PageWindow[K] {
  const zone = (w as { Zone?: { __symbol__?: (name: string) => string } }).Zone;
  const symbol = zone?.__symbol__?.(key as string);
  const kept = symbol ? (w as unknown as Record<string, unknown>)[symbol] : undefined;
  return (kept ?? w[key]) as PageWindow[K];
}

/**
 * A clean realm for the page: its own where it is clean, what the early snippet kept, or that of a frame added for
 * it. The frame stays only where its observer is needed, which lives with its realm.
 */
export function pristine(w: PageWindow): CleanRealm {
  const kept = earlyFinds(w)?.clean;
  const observer = kept?.MutationObserver ?? beneathZone(w, "MutationObserver");
  const needsObserver = !isNative(observer);
  const lender = needsObserver || (!kept && isPatched(w)) ? lend(w) : null;
  const realm = (lender?.contentWindow as PageWindow | null) ?? w;
  // all of them now: a frame that has been taken out has no constructors any more
  const prototypes = Object.fromEntries(KEPT.map((name) => [name, realm[name].prototype]));
  if (lender && !needsObserver) lender.remove();
  return {
    prototype: (name) => kept?.prototypes[name] ?? (prototypes[name] as object),
    MutationObserver: needsObserver ? realm.MutationObserver : observer,
    MessageChannel: w.MessageChannel,
    setTimeout: beneathZone(w, "setTimeout"),
    clearTimeout: beneathZone(w, "clearTimeout"),
    requestAnimationFrame: beneathZone(w, "requestAnimationFrame"),
    cancelAnimationFrame: beneathZone(w, "cancelAnimationFrame"),
    now: w.performance.now.bind(w.performance),
    isInputPending: inputPending(w),
    lender: needsObserver ? lender : null,
  };
}

/** What Chromium alone has: whether input waits, moves of the pointer among it. */
function inputPending(w: PageWindow): (() => boolean) | undefined {
  const { scheduling } = w.navigator as Navigator & { readonly scheduling?: Scheduling };
  return scheduling?.isInputPending?.bind(scheduling, WITH_MOVES);
}

interface Scheduling {
  isInputPending?(options: object): boolean;
}

/** Its name is the browser's, which the build does not know. */
const WITH_MOVES = Object.fromEntries([["includeContinuous", true]]);

function lend(w: PageWindow): HTMLIFrameElement {
  const frame = w.document.createElement("iframe");
  frame.hidden = true;
  w.document.documentElement.appendChild(frame);
  return frame;
}
