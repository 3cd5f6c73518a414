import { StateKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import { type EarlyFinds, early } from "./early.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { States } from "./states.ts";
import type { Sent, SentTree } from "./tree.ts";

/** Custom elements, their states and closed roots, slots assigned by hand, and registered properties. */
export class Elements {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  readonly #states: States;
  readonly #finds = new Map<PageWindow, EarlyFinds>();
  readonly #tell = (found: Element | null): void => {
    if (found) this.#onHost(found);
    else this.#host.wake();
  };
  /** Elements of names that are not told yet. */
  readonly #undefined = new Map<string, Sent>();
  #told = new Set<string>();
  #names: [document: number, name: string][] = [];
  #properties = 0;
  readonly #custom = new Set<Sent>();
  readonly #slots = new Set<Sent>();
  readonly #onHost: (host: Element) => void;

  constructor(host: CaptureHost, tree: SentTree, states: States, onHost: (host: Element) => void) {
    this.#host = host;
    this.#tree = tree;
    this.#states = states;
    this.#onHost = onHost;
  }

  get any(): boolean {
    return this.#names.length > 0 || this.#properties < this.#allProperties().length;
  }

  realm(w: PageWindow): void {
    const finds = early(w, false);
    this.#finds.set(w, finds);
    finds.listeners.add(this.#tell);
    const states = (w as unknown as { CustomStateSet?: { prototype: object } }).CustomStateSet?.prototype;
    for (const key of ["add", "delete", "clear"]) this.#host.notice(states, key, () => this.#host.wake());
    this.#host.notice(w.HTMLSlotElement?.prototype, "assign", () => this.#host.wake());
  }

  realmGone(w: PageWindow): void {
    this.#finds.get(w)?.listeners.delete(this.#tell);
    this.#finds.delete(w);
  }

  stop(): void {
    for (const w of [...this.#finds.keys()]) this.realmGone(w);
  }

  /** The shadow root of an element that has a closed one, where it is known. */
  closedRoot(host: Element): ShadowRoot | null {
    for (const finds of this.#finds.values()) {
      const root = finds.roots.get(host) ?? finds.internals.get(host)?.shadowRoot;
      if (root) return root;
    }
    return null;
  }

  /** A custom element or slot was sent; true where its removal matters. */
  added(el: Element, tag: string, sent: Sent): boolean {
    if (tag === "slot") {
      const root = this.#host.natives.getRootNode(el);
      if ((root as ShadowRoot).slotAssignment !== "manual") return false;
      this.#slots.add(sent);
      return true;
    }
    if (!tag.includes("-")) return false;
    this.#custom.add(sent);
    this.#define(el, tag, sent);
    return true;
  }

  removed(sent: Sent): void {
    this.#custom.delete(sent);
    this.#slots.delete(sent);
  }

  /** Reads states and slots; there are few of either. */
  settle(): void {
    for (const sent of this.#custom) {
      const states = this.#statesOf(sent.node as Element);
      if (states !== null) this.#states.set(sent, StateKind.CustomStates, states, "");
    }
    for (const sent of this.#slots) {
      const ids = (sent.node as HTMLSlotElement).assignedNodes().map((node) => this.#tree.of(node));
      this.#states.set(sent, StateKind.Assigned, ids.filter((id) => id > 0).join(","), "");
    }
  }

  reset(): void {
    this.#told = new Set();
    this.#names = [];
    this.#properties = 0;
    this.#custom.clear();
    this.#slots.clear();
    this.#undefined.clear();
  }

  /** Body of the Elements section: names defined since the last, then properties. */
  write(w: Writer): void {
    w.uint(this.#names.length);
    for (const [document, name] of this.#names) {
      w.uint(document);
      w.str(name);
    }
    this.#names = [];
    const properties = this.#allProperties().slice(this.#properties);
    w.uint(properties.length);
    for (const { name, syntax, inherits, initialValue } of properties) {
      w.str(name);
      w.str(syntax ?? "*");
      w.bool(inherits);
      w.str(this.#host.mask.word(initialValue ?? ""));
    }
    this.#properties += properties.length;
  }

  #allProperties(): PropertyDefinition[] {
    return [...this.#finds.values()].flatMap((finds) => finds.properties);
  }

  #statesOf(el: Element): string | null {
    for (const finds of this.#finds.values()) {
      const internals = finds.internals.get(el) as
        | (ElementInternals & { states?: Iterable<string> })
        | undefined;
      if (internals?.states) return this.#host.mask.facts(el) ? [...internals.states].join(" ") : "";
    }
    return null;
  }

  #define(el: Element, tag: string, sent: Sent): void {
    const document = this.#tree.of(this.#host.natives.ownerDocument(el) ?? el);
    const key = `${document} ${tag}`;
    if (this.#told.has(key) || this.#undefined.has(key)) return;
    const tell = (at: Element): void => {
      this.#told.add(key);
      this.#names.push([document, this.#host.mask.tag(at)]);
      this.#host.wake();
    };
    if (this.#host.natives.matches(el, ":defined")) return tell(el);
    this.#undefined.set(key, sent);
    const registry = this.#host.natives.ownerDocument(el)?.defaultView?.customElements;
    registry?.whenDefined(tag).then(
      () => {
        if (this.#undefined.get(key) !== sent) return;
        this.#undefined.delete(key);
        tell(el);
      },
      () => undefined, // not a valid name: such an element is never defined
    );
  }
}
