import type { Masking } from "./mask/types.ts";
import type { Natives, PageWindow } from "./natives.ts";
import type { Noticed } from "./patches.ts";

export type { Natives, PageWindow } from "./natives.ts";

/** Ids of mirrored nodes, in the order in which they were sent. */
export interface NodeIds {
  /** Id of a node the replica has, 0 where it has none (excluded, hidden, not sent yet, or removed). */
  of(node: Node): number;
  node(id: number): Node | undefined;
}

/** What the parts of the capture get from its core. */
export interface CaptureHost {
  readonly window: PageWindow;
  readonly natives: Natives;
  readonly mask: Masking;
  readonly ids: NodeIds;
  /** Something became dirty: a flush is due. Cheap; call it as often as you like. */
  wake(): void;
  /** Like wake(), but after the next paint: for state that settles after the current event, or needs layout. */
  wakeLater(): void;
  /** Tells the page anew, by a keyframe. */
  renew(): void;
  /**
   * Replaces parts of a property's descriptor until the capture stops. `make` gets the descriptor found and returns
   * what differs; nothing happens where the owner has no such own property.
   */
  patch(owner: object, key: string, make: (found: PropertyDescriptor) => PropertyDescriptor): void;
  /** Calls `noticed` after each call of a method or write of an accessor, and never lets it disturb the page. */
  notice(owner: object | undefined, key: string, noticed: Noticed): void;
  /** The same after each read of an accessor. */
  noticeRead(owner: object | undefined, key: string, noticed: Noticed): void;
  /** A capturing, passive listener that ends with the capture. */
  listen(target: EventTarget, type: string, fn: (e: Event) => void): void;
  /** Ends all listeners on a target that is not mirrored any more. */
  unlisten(target: EventTarget): void;
  /** Sets the listeners of a target again that the page may have taken away (`document.open`). */
  listenAgain(target: EventTarget): void;
  /** What is called at each sign that the page needs a part: see `Parts`. */
  onSign<Chunk>(
    load: () => Promise<Chunk>,
    arrived: (chunk: Chunk) => unknown,
    isSeen?: boolean,
  ): () => Promise<unknown> | undefined;
  /** Hooks made in `make` belong to a frame's realm; `realmGone` lets go of them and of its listeners. */
  withinRealm(window: PageWindow, make: () => void): void;
  realmGone(window: PageWindow): void;
  onStop(undo: () => void): void;
}
