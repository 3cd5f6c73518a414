/** What to do when one of our own parts fails inside a page's call: told, never thrown into the page. */
export type Report = (error: unknown) => void;

/** Hears of a call: its receiver, arguments and result. It may itself call what it hears of. */
export type Noticed = (self: unknown, args: readonly unknown[], result: unknown) => void;

type Called = (...args: unknown[]) => unknown;

interface Patch {
  /** Window of the realm it was made in. */
  readonly realm: object | null;
  readonly owner: object;
  readonly key: string;
  readonly found: PropertyDescriptor;
  readonly ours: PropertyDescriptor;
}

/**
 * The one layer in which the capture replaces the page's functions. Everything goes back at `undo`; where a page has
 * since put its own wrapper around ours, ours stays beneath it but does nothing any more.
 */
export type Patches = ReturnType<typeof createPatches>;

export function createPatches(report: Report) {
  let patches: Patch[] = [];
  let currentRealm: object | null = null;
  let live = true;

  return { within, forget, patch, notice, noticeRead, undo };

  /** Patches made in `make` belong to a realm: they go with it. */
  function within(realm: object, make: () => void): void {
    const outer = currentRealm;
    currentRealm = realm;
    try {
      make();
    } finally {
      currentRealm = outer;
    }
  }

  /** The realm is gone: there is nothing to put back, and nothing of it must be held. */
  function forget(realm: object): void {
    patches = patches.filter((patch) => patch.realm !== realm);
  }

  /** Replaces parts of an own property's descriptor. Nothing happens where the owner has no such property. */
  function patch(owner: object, key: string, make: (found: PropertyDescriptor) => PropertyDescriptor): void {
    const found = Object.getOwnPropertyDescriptor(owner, key);
    if (!found?.configurable) return;
    const ours = { ...found, ...make(found) };
    Object.defineProperty(owner, key, ours);
    patches.push({ realm: currentRealm, owner, key, found, ours });
  }

  /** Calls `noticed` after each call of a method, or each write of an accessor. */
  function notice(owner: object | undefined, key: string, noticed: Noticed): void {
    noticePart(owner, key, (found) => (found.set ? "set" : "value"), noticed);
  }

  /** Calls `noticed` after each read of an accessor. */
  function noticeRead(owner: object | undefined, key: string, noticed: Noticed): void {
    noticePart(owner, key, () => "get", noticed);
  }

  function noticePart(
    owner: object | undefined,
    key: string,
    partOf: (found: PropertyDescriptor) => "get" | "set" | "value",
    noticed: Noticed,
  ): void {
    if (!owner) return;
    patch(owner, key, (found) => {
      const part = partOf(found);
      const original = found[part] as unknown;
      return typeof original === "function" ? { [part]: wrap(original as Called, noticed) } : {};
    });
  }

  function undo(): void {
    live = false;
    for (const { owner, key, found, ours } of patches.reverse()) {
      const now = Object.getOwnPropertyDescriptor(owner, key);
      if (now && now.value === ours.value && now.get === ours.get && now.set === ours.set) {
        Object.defineProperty(owner, key, found);
      }
    }
    patches = [];
  }

  function wrap(original: Called, noticed: Noticed): Called {
    // Shorthand methods have no prototype and cannot be constructed, as the platform's own.
    const { call } = {
      call(this: unknown, ...args: unknown[]): unknown {
        const result = Reflect.apply(original, this, args);
        try {
          if (live) noticed(this, args, result);
        } catch (error) {
          report(error);
        }
        return result;
      },
    };
    for (const key of ["name", "length"] as const)
      Object.defineProperty(call, key, { value: original[key], configurable: true });
    return call;
  }
}
