import type { Mirroring } from "../core/mirroring.ts";

/** So many addresses are remembered: a stroke of the pointer over a page, and what was pressed on the way. */
const REMEMBERED = 64;

/**
 * What the agent's messages are about. Each new picture of the page numbers its nodes anew, and what is on its way then
 * still has the old numbers: an element that the agent has already pointed at is known by those too.
 */
export class Addressed {
  #mirroring: Pick<Mirroring, "locate">;
  /** Oldest first. */
  #before = new Map<string, WeakRef<Element>>();

  constructor(mirroring: Pick<Mirroring, "locate">) {
    this.#mirroring = mirroring;
  }

  /** The element of a node number in an epoch, null where it is gone, hidden, or of an older picture and unknown. */
  locate(epoch: number, node: number): Element | null {
    const name = `${epoch}/${node}`;
    const now = this.#mirroring.locate(epoch, node);
    if (now) this.#remember(name, now);
    const element = now ?? this.#before.get(name)?.deref();
    return element?.isConnected ? element : null;
  }

  #remember(name: string, element: Element): void {
    this.#before.delete(name);
    this.#before.set(name, new WeakRef(element));
    const [oldest] = this.#before.keys();
    if (this.#before.size > REMEMBERED && oldest) this.#before.delete(oldest);
  }
}
