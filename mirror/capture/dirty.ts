import type { Sent } from "./tree.ts";

/** Children touched by records of one parent, up to this many; beyond it the whole list is compared. */
const TOUCHED_MAX = 64;

/** What has changed since the last flush, as marks only: the values are read when they are sent. */
export class Dirty {
  /** Parents with touched children; null: compare the whole list. */
  readonly children = new Map<Sent, Set<Node> | null>();
  /** Parents whose lists were cut off by a budget, with the first child that was not sent. */
  readonly rests = new Map<Sent, Node>();
  readonly attributes = new Map<Sent, Set<string>>();
  readonly texts = new Set<Sent>();
  /** Marks that this flush leaves to a later one: their nodes change too often. */
  held = 0;

  /** Something could be written now. */
  get any(): boolean {
    return this.children.size + this.rests.size + this.attributes.size + this.texts.size > this.held;
  }

  child(parent: Sent, node: Node): void {
    // The page changed a list that is sent in parts: where it goes on is no longer known.
    if (this.rests.delete(parent)) this.children.set(parent, null);
    let touched = this.children.get(parent);
    if (touched === null) return;
    if (!touched) {
      touched = new Set();
      this.children.set(parent, touched);
    }
    if (touched.size >= TOUCHED_MAX) this.children.set(parent, null);
    else touched.add(node);
  }

  allChildren(parent: Sent): void {
    this.children.set(parent, null);
  }

  /** Everything from `from` on to the end of the list is still to be sent. */
  rest(parent: Sent, from: Node): void {
    this.children.delete(parent);
    this.rests.set(parent, from);
  }

  attribute(owner: Sent, name: string): void {
    const names = this.attributes.get(owner);
    if (names) names.add(name);
    else this.attributes.set(owner, new Set([name]));
  }

  clear(): void {
    this.held = 0;
    this.children.clear();
    this.rests.clear();
    this.attributes.clear();
    this.texts.clear();
  }
}
