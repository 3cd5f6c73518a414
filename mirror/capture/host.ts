import type { Masking } from "./mask/types.ts";
import type { Natives, PageWindow } from "./natives.ts";

export type { Natives, PageWindow } from "./natives.ts";

/** Wraps a method: gets the original as a function of its receiver, returns what replaces it. */
export type MakeMethod = (original: (...args: unknown[]) => unknown) => (this: unknown, ...args: unknown[]) => unknown;

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
  /** Like wake(), but never in the caller's own turn: for state that settles after the current event. */
  wakeLater(): void;
  /**
   * Replaces a method of a prototype (or of an object such as `CSS`) until the capture stops. `owner` is the object
   * that has the property itself; nothing happens where it has none. What the replacement throws is swallowed by
   * nobody: call the original first, and do your part in a try of your own (`notice`).
   */
  patch(owner: object | undefined, key: string, make: MakeMethod): void;
  /** Calls `noticed` after each call of a method or setter, and never lets it disturb the page. */
  notice(
    owner: object | undefined,
    key: string,
    noticed: (self: unknown, args: readonly unknown[], result: unknown) => void,
  ): void;
  /** Calls `noticed` after each read of a getter. */
  noticeRead(owner: object | undefined, key: string, noticed: (self: unknown, result: unknown) => void): void;
  /** A listener that ends with the capture. `capture` and `passive` are set. */
  listen(target: EventTarget, type: string, fn: (e: Event) => void): void;
  /** Every realm the capture has reached: the page's window now, same-origin frames' when they are mirrored. */
  onRealm(fn: (window: PageWindow) => void): void;
  /** An area was told as a sized box, or a resource could not be had: for the agent's figures. */
  onStop(fn: () => void): void;
}
