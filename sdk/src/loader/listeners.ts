import type { SamepageEvents } from "../api.ts";
import type { Emit } from "../app/contract.ts";

type Listener = (detail: never) => void;

/** The page's listeners. One that throws disturbs no other. */
export class Listeners {
  #byEvent = new Map<string, Set<Listener>>();

  on<K extends keyof SamepageEvents>(event: K, listener: (detail: SamepageEvents[K]) => void): () => void {
    const set = this.#byEvent.get(event) ?? new Set();
    this.#byEvent.set(event, set.add(listener));
    return () => set.delete(listener);
  }

  once<K extends keyof SamepageEvents>(event: K): Promise<SamepageEvents[K]> {
    return new Promise((resolve) => {
      const off = this.on(event, (detail) => {
        off();
        resolve(detail);
      });
    });
  }

  readonly emit: Emit = (event, detail) => {
    for (const listener of [...(this.#byEvent.get(event) ?? [])]) {
      try {
        listener(detail as never);
      } catch (error) {
        reportError(error);
      }
    }
  };
}
