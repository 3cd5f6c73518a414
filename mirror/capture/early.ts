import { EARLY } from "./assets/early-pictures.ts";
import type { PageWindow } from "./natives.ts";

/** What WebGL canvases showed last, copied. */
export type EarlyPictures = WeakMap<object, ImageBitmap>;

/** Hears of a call, its receiver, arguments and result. */
type Heard = (self: unknown, args: readonly unknown[], result: unknown) => void;

/** What can only be learnt by being there first. */
export interface EarlyFinds {
  /** Closed shadow roots by their hosts. */
  readonly roots: WeakMap<Element, ShadowRoot>;
  readonly internals: WeakMap<Element, ElementInternals>;
  /** Custom properties registered by script, in order. */
  readonly properties: PropertyDefinition[];
  /** What fonts by script were made of; kept up by the early snippet alone. */
  readonly fonts: WeakMap<FontFace, FontSource>;
  /** The engine's own, when the early snippet was there before the page's scripts. */
  readonly clean: CleanCopies | null;
  /** Kept by the early snippet alone. */
  pictures?: EarlyPictures;
  /** Called after each find with the host, or null for a property. */
  readonly listeners: Set<(host: Element | null) => void>;
}

/** Addresses as CSS, or the file itself. */
export type FontSource = string | BufferSource;

/** Copies of prototypes as they were, by the names of their constructors, and the observer. */
export interface CleanCopies {
  readonly MutationObserver: typeof MutationObserver;
  readonly prototypes: Readonly<Record<string, object>>;
}

/** Prototypes that the capture takes its natives from, as pages and libraries are known to patch them. */
export const KEPT = [
  "Node",
  "Element",
  "CharacterData",
  "ShadowRoot",
  "EventTarget",
  "Event",
  "HTMLIFrameElement",
] as const;

/** What the early snippet has left in a window. */
export function earlyFinds(w: PageWindow): EarlyFinds | undefined {
  return (w as unknown as { [EARLY]?: EarlyFinds })[EARLY];
}

/** Copies of what a window has now. */
export function copies(w: PageWindow): CleanCopies {
  const prototypes: Record<string, object> = {};
  for (const name of KEPT) {
    prototypes[name] = Object.defineProperties({}, Object.getOwnPropertyDescriptors(w[name].prototype));
  }
  return { MutationObserver: w.MutationObserver, prototypes };
}

/**
 * Hooks attachShadow, attachInternals and registerProperty of a realm, once: from the early snippet in `<head>`, which
 * has clean copies to keep, or when the capture reaches the realm. Nothing of it leaves the page by itself; the hooks
 * stay for a later session.
 */
export function early(w: PageWindow, clean: CleanCopies | null = null): EarlyFinds {
  const found = earlyFinds(w);
  if (found) return found;
  const finds: EarlyFinds = {
    roots: new WeakMap(),
    internals: new WeakMap(),
    properties: [],
    fonts: new WeakMap(),
    clean,
    listeners: new Set(),
  };
  Object.defineProperty(w, EARLY, { value: finds });
  const tell = (host: Element | null): void => {
    for (const listener of finds.listeners) listener(host);
  };
  after(w.Element.prototype, "attachShadow", (self, _args, root) => {
    if ((root as ShadowRoot).mode === "closed") finds.roots.set(self as Element, root as ShadowRoot);
    tell(self as Element);
  });
  after(w.HTMLElement.prototype, "attachInternals", (self, _args, internals) => {
    finds.internals.set(self as Element, internals as ElementInternals);
    tell(self as Element);
  });
  after(w.CSS, "registerProperty", (_self, args) => {
    finds.properties.push({ ...(args[0] as PropertyDefinition) });
    tell(null);
  });
  if (clean)
    after(w, "FontFace", (_self, [, source], face) => {
      finds.fonts.set(face as FontFace, source as FontSource);
    });
  return finds;
}

/** Replaces a method or constructor by one whose calls are heard of, for as long as the page lasts. */
export function after(owner: object, key: string, note: Heard): void {
  const d = Object.getOwnPropertyDescriptor(owner, key);
  if (d?.configurable && d.value) Object.defineProperty(owner, key, { ...d, value: noticing(d.value, note) });
}

/** A function as the page sees it; `note` hears of each call and each construction, and must not throw. */
export function noticing<F extends new (...args: never) => unknown>(original: F, note: Heard): F {
  const tell = (self: unknown, args: readonly unknown[], result: unknown): object => {
    note(self, args, result);
    return result as object;
  };
  return new Proxy(original, {
    apply: (target, self, args) => tell(self, args, Reflect.apply(target as never, self, args)),
    construct: (target, args, newTarget) => tell(null, args, Reflect.construct(target, args, newTarget)),
  });
}
