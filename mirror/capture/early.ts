import type { PageWindow } from "./natives.ts";

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

/** Where the early snippet leaves its finds for the capture. */
const EARLY = Symbol.for("samepage.early");

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
  after(w.Element.prototype, "attachShadow", (self, _args, root) => {
    if ((root as ShadowRoot).mode === "closed") finds.roots.set(self as Element, root as ShadowRoot);
    return self as Element;
  });
  after(w.HTMLElement.prototype, "attachInternals", (self, _args, internals) => {
    finds.internals.set(self as Element, internals as ElementInternals);
    return self as Element;
  });
  if (w.CSS && "registerProperty" in w.CSS) {
    after(w.CSS, "registerProperty", (_self, args) => {
      finds.properties.push({ ...(args[0] as PropertyDefinition) });
      return null;
    });
  }
  if (clean && w.FontFace) w.FontFace = noticing(w.FontFace, (face, source) => finds.fonts.set(face, source));
  return finds;

  function after(
    owner: object,
    key: string,
    note: (self: unknown, args: readonly unknown[], result: unknown) => Element | null,
  ): void {
    const d = Object.getOwnPropertyDescriptor(owner, key);
    const original = d?.value as ((...args: unknown[]) => unknown) | undefined;
    if (!d?.configurable || !original) return;
    const wrapper = {
      [key](this: unknown, ...args: unknown[]): unknown {
        // What the original throws is the page's; nothing of ours may throw.
        const result = Reflect.apply(original, this, args);
        const host = note(this, args, result);
        for (const tell of finds.listeners) tell(host);
        return result;
      },
    };
    Object.defineProperty(owner, key, { ...d, value: wrapper[key] });
  }
}

/** The constructor of fonts as the page sees it; `made` hears of each font and its source. */
export function noticing(
  original: typeof FontFace,
  made: (face: FontFace, source: FontSource) => void,
): typeof FontFace {
  return new Proxy(original, {
    construct: (target, args: ConstructorParameters<typeof FontFace>, newTarget) => {
      const face = Reflect.construct(target, args, newTarget) as FontFace;
      made(face, args[1]);
      return face;
    },
  });
}
