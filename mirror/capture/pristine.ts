import type { PageWindow } from "./natives.ts";

/** Constructors and timers as the engine made them. */
export interface CleanRealm {
  /** Realm whose prototypes are unpatched; the page's own where it is clean. */
  readonly window: PageWindow;
  readonly MutationObserver: typeof MutationObserver;
  readonly MessageChannel: typeof MessageChannel;
  readonly setTimeout: Window["setTimeout"];
  readonly clearTimeout: Window["clearTimeout"];
  readonly requestAnimationFrame: Window["requestAnimationFrame"];
  readonly cancelAnimationFrame: Window["cancelAnimationFrame"];
  readonly now: () => number;
  /** Takes away what was added to the page to get the realm. */
  release(): void;
}

const asText = Function.prototype.toString;

/** Whether a function is the engine's own. A page that forges `toString` on a patch passes for clean. */
function isNative(fn: unknown): boolean {
  return typeof fn === "function" && /\{\s*\[native code\]\s*\}\s*$/.test(asText.call(fn));
}

/** Where libraries are known to patch what the capture lives on. */
function isPatched(w: PageWindow): boolean {
  const spots: [object, string][] = [
    [w.Node.prototype, "firstChild"],
    [w.Node.prototype, "childNodes"],
    [w.Node.prototype, "parentNode"],
    [w.Node.prototype, "textContent"],
    [w.Element.prototype, "getAttribute"],
    [w.Element.prototype, "shadowRoot"],
    [w.Element.prototype, "matches"],
    [w.EventTarget.prototype, "addEventListener"],
  ];
  return spots.some(([owner, key]) => {
    const d = Object.getOwnPropertyDescriptor(owner, key);
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

/** A clean realm for the page; an attached frame lends its prototypes only where the page's are patched. */
export function pristine(w: PageWindow): CleanRealm {
  let frame: HTMLIFrameElement | undefined;
  let lender = w;
  if (isPatched(w)) {
    frame = w.document.createElement("iframe");
    frame.hidden = true;
    // An attached frame only: a detached one has no realm, and Safari stops its observers on removal, so the
    // observer below is always the page's own.
    (w.document.head ?? w.document.documentElement).append(frame);
    lender = (frame.contentWindow as PageWindow | null) ?? w;
  }
  return {
    window: lender,
    MutationObserver: beneathZone(w, "MutationObserver"),
    MessageChannel: w.MessageChannel,
    setTimeout: beneathZone(w, "setTimeout"),
    clearTimeout: beneathZone(w, "clearTimeout"),
    requestAnimationFrame: beneathZone(w, "requestAnimationFrame"),
    cancelAnimationFrame: beneathZone(w, "cancelAnimationFrame"),
    now: w.performance.now.bind(w.performance),
    release: () => frame?.remove(),
  };
}
