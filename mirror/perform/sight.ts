import type { ActionKind, ActionVerdict } from "../capture/index.ts";

/** What the mirror knows of the page: which node a number stands for, and what of it agents may see and do. */
export interface Sight {
  /** The element of a node number in an epoch, null where it is gone or hidden. */
  locate(epoch: number, node: number): Element | null;
  isHidden(epoch: number, node: number): boolean;
  actionAllowed(el: Element, kind: ActionKind): ActionVerdict;
  closedRoot(host: Element): ShadowRoot | null;
  /** Whether text or state of the node may be told as it is. */
  facts(node: Node): boolean;
  /** An attribute as it may be told. */
  attribute(el: Element, name: string): string | null;
}
