import { StateKind } from "../codec/sections.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { States } from "./states.ts";
import type { Sent, SentTree } from "./tree.ts";

const CONTROLS: ReadonlySet<string> = new Set(["input", "textarea", "select"]);
/** Controls looked at in one round of the slow poll, which catches what no event, hook or mutation shows. */
const POLL_BATCH = 200;

/** Properties and methods of controls whose use changes what is shown without any mutation. */
const HOOKS: readonly (readonly [keyof PageWindow & string, readonly string[]])[] = [
  [
    "HTMLInputElement",
    [
      "value",
      "valueAsNumber",
      "valueAsDate",
      "checked",
      "indeterminate",
      "files",
      "stepUp",
      "stepDown",
      "setRangeText",
    ],
  ],
  ["HTMLTextAreaElement", ["value", "setRangeText"]],
  ["HTMLSelectElement", ["value", "selectedIndex"]],
  ["HTMLOptionElement", ["selected"]],
];

/** State of form controls: a table of truth, read when something may have touched it and now and then anyway. */
export class Forms {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  readonly #states: States;
  readonly #controls = new Set<Sent>();
  readonly #touched = new Set<Sent>();
  #round: Iterator<Sent> | undefined;
  readonly #options: ((self: unknown) => HTMLOptionsCollection) | undefined;
  readonly #prop: (el: Element, key: string) => unknown;

  constructor(host: CaptureHost, tree: SentTree, states: States) {
    this.#host = host;
    this.#tree = tree;
    this.#states = states;
    this.#prop = getters(host);
    this.#options = host.natives.getter(host.window.HTMLSelectElement.prototype, "options");
  }

  isControl(tag: string): boolean {
    return CONTROLS.has(tag);
  }

  /** Hooks and listeners of one realm. */
  realm(w: PageWindow): void {
    for (const [name, keys] of HOOKS) {
      const owner = (w[name] as unknown as { prototype: object } | undefined)?.prototype;
      for (const key of keys) this.#host.notice(owner, key, (self) => this.touch(self as Element));
    }
  }

  added(sent: Sent): void {
    this.#controls.add(sent);
    this.#touched.add(sent);
  }

  removed(sent: Sent): void {
    this.#controls.delete(sent);
    this.#touched.delete(sent);
  }

  /** The element's state may have changed; options stand for their select. */
  touch(el: Element): void {
    const n = this.#host.natives;
    const control = n.localName(el) === "option" ? (n.closest(el, "select") ?? el) : el;
    const sent = this.#tree.get(control);
    if (!sent || !this.#controls.has(sent)) return;
    this.#touched.add(sent);
    // Radio buttons switch each other.
    if (this.#prop(control, "type") === "radio") this.#touchGroup(control as HTMLInputElement);
    this.#host.wake();
  }

  /** The selection moved in a root: its focused field, if it has one, is looked at. */
  selectionChanged(root: Document | ShadowRoot): void {
    const sent = root.activeElement && this.#tree.get(root.activeElement);
    if (!sent || !this.#controls.has(sent)) return;
    this.#touched.add(sent);
    this.#host.wakeLater();
  }

  /** The content of a control was replaced: the replica's own reaction may differ from the page's. */
  changedInside(el: Element): void {
    const sent = this.#tree.get(el);
    if (!sent) return;
    this.#states.forget(sent);
    this.#touched.add(sent);
  }

  /** After events that change many controls at once (reset, autofill): all of them, after the next paint. */
  touchAll(): void {
    for (const sent of this.#controls) this.#touched.add(sent);
    this.#host.wakeLater();
  }

  /** Reads what was touched. */
  settle(): void {
    for (const sent of this.#touched) this.#read(sent);
    this.#touched.clear();
  }

  /** The slow poll: a batch of all controls in turn. */
  poll(): void {
    this.#round ??= this.#controls.values();
    for (let i = 0; i < POLL_BATCH; i++) {
      const { value, done } = this.#round.next() as IteratorResult<Sent>;
      if (done) {
        this.#round = undefined;
        return;
      }
      this.#read(value);
    }
  }

  reset(): void {
    this.#controls.clear();
    this.#touched.clear();
    this.#round = undefined;
  }

  #touchGroup(radio: HTMLInputElement): void {
    const name = this.#prop(radio, "name");
    for (const sent of this.#controls) {
      if (this.#prop(sent.node as Element, "name") === name) this.#touched.add(sent);
    }
  }

  #read(sent: Sent): void {
    const el = sent.node as Element;
    const { value, facts } = this.#host.mask.value(el);
    const tag = this.#host.natives.localName(el);
    if (tag === "select") {
      if (facts) this.#states.set(sent, StateKind.Chosen, this.#chosen(el), null);
    } else this.#readField(sent, el, tag, value, facts);
    if (!facts) return;
    const n = this.#host.natives;
    const validity = n.matches(el, ":user-invalid") ? "invalid" : n.matches(el, ":user-valid") ? "valid" : "";
    this.#states.set(sent, StateKind.UserValidity, validity, "");
    this.#states.set(sent, StateKind.Autofill, n.matches(el, AUTOFILL) ? "1" : "", "");
  }

  #readField(sent: Sent, el: Element, tag: string, value: string, facts: boolean): void {
    const type = tag === "input" ? this.#prop(el, "type") : tag;
    if (type === "checkbox" || type === "radio") {
      if (!facts) return;
      const assumed = this.#prop(el, "defaultChecked") ? "1" : "0";
      this.#states.set(sent, StateKind.Checked, this.#prop(el, "checked") ? "1" : "0", assumed);
      this.#states.set(sent, StateKind.Indeterminate, this.#prop(el, "indeterminate") ? "1" : "0", "0");
    } else if (type === "file") {
      const files = facts
        ? Array.from((this.#prop(el, "files") as FileList | null) ?? [], (f) => f.name)
        : [];
      this.#states.set(sent, StateKind.Files, files.join("\n"), "");
    } else if (!BUTTONS.has(String(type))) {
      const assumed = tag === "input" && this.#host.natives.attr(el, "value") === null ? "" : null;
      const shown = String(this.#prop(el, "value"));
      this.#states.set(sent, StateKind.Value, value, assumed, shown !== value);
      if (facts) this.#states.set(sent, StateKind.Caret, this.#caret(el), "");
    }
  }

  /** Selection of the focused field as `start,end,direction`; "" for others and for types that have none. */
  #caret(el: Element): string {
    if (!this.#host.natives.matches(el, ":focus")) return "";
    const start = this.#prop(el, "selectionStart");
    const end = this.#prop(el, "selectionEnd");
    return start === null ? "" : `${start},${end},${this.#prop(el, "selectionDirection")}`;
  }

  #chosen(select: Element): string {
    const chosen: number[] = [];
    const options = this.#options?.(select) ?? [];
    for (let i = 0; i < options.length; i++) {
      if (this.#prop(options[i] as Element, "selected")) chosen.push(i);
    }
    return chosen.join(",");
  }
}

const BUTTONS: ReadonlySet<string> = new Set(["button", "submit", "reset", "image", "hidden"]);
const AUTOFILL = ":autofill";

/** Reads a property of a control through its own prototype's getter: a form field's name cannot shadow it. */
function getters(host: CaptureHost): (el: Element, key: string) => unknown {
  const w = host.window;
  const prototypes: Record<string, object> = {
    input: w.HTMLInputElement.prototype,
    textarea: w.HTMLTextAreaElement.prototype,
    select: w.HTMLSelectElement.prototype,
    option: w.HTMLOptionElement.prototype,
  };
  const known = new Map<string, ((self: unknown) => unknown) | undefined>();
  return (el, key) => {
    const tag = host.natives.localName(el);
    const id = `${tag}.${key}`;
    if (!known.has(id)) known.set(id, host.natives.getter(prototypes[tag], key));
    return known.get(id)?.(el);
  };
}
