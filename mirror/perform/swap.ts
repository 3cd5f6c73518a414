/** A method that is replaced for a moment. */
export interface Replacement {
  readonly owner: object | undefined;
  readonly key: string;
  make(original: (...args: unknown[]) => unknown): (this: unknown, ...args: unknown[]) => unknown;
}

/** Runs something with methods of the page's realm replaced; they are back before it returns. */
export function whileReplaced<T>(replacements: readonly Replacement[], run: () => T): T {
  const undo: (() => void)[] = [];
  for (const { owner, key, make } of replacements) {
    if (!owner) continue; // this browser has no such interface
    const found = Object.getOwnPropertyDescriptor(owner, key);
    if (!found?.configurable || typeof found.value !== "function") continue;
    const ours = make(found.value as (...args: unknown[]) => unknown);
    Object.defineProperty(owner, key, { ...found, value: ours });
    undo.push(() => {
      // What the page has put there meanwhile is its own.
      if (Reflect.get(owner, key) === ours) Object.defineProperty(owner, key, found);
    });
  }
  try {
    return run();
  } finally {
    for (const back of undo.reverse()) back();
  }
}
