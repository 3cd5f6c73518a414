// The smallest store that React can follow: one immutable value, replaced as a whole.
import { useSyncExternalStore } from "react";

/** What a part needs in order to show a value that changes. */
export interface Readable<T> {
  get(): T;
  /** Calls back after every change; the returned function ends that. */
  subscribe(listener: () => void): () => void;
}

/** Holds one immutable value. Setting an identical value tells nobody. */
export class Store<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  get = (): T => this.#value;

  set(next: T): void {
    if (Object.is(next, this.#value)) return;
    this.#value = next;
    for (const listener of [...this.#listeners]) listener();
  }

  update(change: (now: T) => T): void {
    this.set(change(this.#value));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Follows a store. */
export function useStore<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** Follows one part of a store; `select` must give the same reference while that part is the same. */
export function useSelect<T, S>(store: Readable<T>, select: (value: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
