/** What to do when one of our own parts fails inside a page's call: told, never thrown into the page. */
export type Report = (error: unknown) => void;

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

  return { within, forget, patch, notice, undo };

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
  function notice(
    owner: object | undefined,
    key: string,
    noticed: (self: unknown, args: readonly unknown[], result: unknown) => void,
  ): void {
    if (!owner) return;
    patch(owner, key, (found) => {
      const original = (found.set ?? found.value) as unknown;
      if (typeof original !== "function") return {};
      const wrapped = wrap(original as (...args: unknown[]) => unknown, noticed, !!found.set);
      return found.set ? { set: wrapped } : { value: wrapped };
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

  function wrap(
    original: (...args: unknown[]) => unknown,
    noticed: (self: unknown, args: readonly unknown[], result: unknown) => void,
    setter: boolean,
  ): (...args: unknown[]) => unknown {
    // Shorthand methods have no prototype and cannot be constructed, as the platform's own.
    const wrapped = setter
      ? {
          set(this: unknown, value: unknown): void {
            Reflect.apply(original, this, [value]);
            tell(noticed, this, [value], undefined);
          },
        }.set
      : {
          call(this: unknown, ...args: unknown[]): unknown {
            const result = Reflect.apply(original, this, args);
            tell(noticed, this, args, result);
            return result;
          },
        }.call;
    Object.defineProperty(wrapped, "name", { value: original.name, configurable: true });
    Object.defineProperty(wrapped, "length", { value: original.length, configurable: true });
    return wrapped as (...args: unknown[]) => unknown;
  }

  function tell(
    noticed: (self: unknown, args: readonly unknown[], result: unknown) => void,
    self: unknown,
    args: readonly unknown[],
    result: unknown,
  ): void {
    if (!live) return;
    try {
      noticed(self, args, result);
    } catch (error) {
      report(error);
    }
  }
}
