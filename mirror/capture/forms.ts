import { StateKind } from "../codec/sections.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { States } from "./states.ts";
import type { Sent, SentTree } from "./tree.ts";

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
      "setCustomValidity",
    ],
  ],
  ["HTMLTextAreaElement", ["value", "setRangeText", "setCustomValidity"]],
  ["HTMLSelectElement", ["value", "selectedIndex", "setCustomValidity"]],
  ["HTMLOptionElement", ["selected"]],
];

/** State of form controls: a table of truth, read when something may have touched it and now and then anyway. */
export type Forms = ReturnType<typeof createForms>;

/** @param controls controls of the page that were sent, kept up by the page */
export function createForms(host: CaptureHost, tree: SentTree, states: States, controls: ReadonlySet<Sent>) {
  /** Controls to be read; true: those that they switch are, too. */
  const touched = new Map<Sent, boolean>();
  let round: Iterator<Sent> | undefined;
  const prop: (el: Element, key: string) => unknown = getters(host);
  /** Engines without the selector have no other way to tell. */
  const tellsOpen = CSS.supports("selector(:open)");
  const optionsOf: ((self: unknown) => HTMLOptionsCollection) | undefined = host.natives.getter(
    host.window.HTMLSelectElement.prototype,
    "options",
  );

  return {
    realm,
    touch,
    selectionChanged,
    changedInside,
    pressed,
    touchAll,
    touchNew,
    settle,
    poll,
    reset,
  };

  /** Hooks and listeners of one realm. */
  function realm(w: PageWindow): void {
    for (const [name, keys] of HOOKS) {
      const owner = (w[name] as unknown as { prototype: object } | undefined)?.prototype;
      for (const key of keys) host.notice(owner, key, (self) => touch(self as Element));
    }
  }

  /** The element's state may have changed; options stand for their select. */
  function touch(el: Element): void {
    const n = host.natives;
    const control = n.localName(el) === "option" ? (n.closest(el, "select") ?? el) : el;
    const sent = tree.get(control);
    // Where it is to be read already, a flush is on its way.
    if (!sent || touched.get(sent) || !controls.has(sent)) return;
    touched.set(sent, true);
    // Radio buttons switch each other.
    if (prop(control, "type") === "radio") touchGroup(control as HTMLInputElement);
    host.wake();
  }

  /** The selection moved in a root: its focused field, if it has one, is looked at. */
  function selectionChanged(root: Document | ShadowRoot): void {
    const sent = root.activeElement && tree.get(root.activeElement);
    if (!sent || !controls.has(sent)) return;
    touchNew(sent);
    host.wakeLater();
  }

  /** The content of a control was replaced: the replica's own reaction may differ from the page's. */
  function changedInside(el: Element): void {
    const sent = tree.get(el);
    if (!sent) return;
    states.forget(sent);
    touchNew(sent);
  }

  /** A press or a key may open or close a list, once the page's own handlers have let it. */
  function pressed(el: Element): void {
    const sent = tree.get(el);
    if (!sent || !controls.has(sent) || host.natives.localName(el) !== "select") return;
    touchNew(sent);
    host.wakeLater();
  }

  function touchNew(sent: Sent): void {
    if (!touched.has(sent)) touched.set(sent, false);
  }

  /** After events that change many controls at once (reset, autofill): all of them, after the next paint. */
  function touchAll(): void {
    for (const sent of controls) touched.set(sent, true);
    host.wakeLater();
  }

  /** Reads what was touched. */
  function settle(): void {
    for (const sent of touched.keys()) if (sent.alive) read(sent);
    touched.clear();
  }

  /** The slow poll: a batch of all controls in turn. */
  function poll(): void {
    round ??= controls.values();
    for (let i = 0; i < POLL_BATCH; i++) {
      const { value, done } = round.next() as IteratorResult<Sent>;
      if (done) {
        round = undefined;
        return;
      }
      read(value);
    }
  }

  function reset(): void {
    touched.clear();
    round = undefined;
  }

  function touchGroup(radio: HTMLInputElement): void {
    const name = prop(radio, "name");
    for (const sent of controls) {
      if (prop(sent.node as Element, "name") === name) touched.set(sent, true);
    }
  }

  function read(sent: Sent): void {
    const el = sent.node as Element;
    const { value, facts } = host.mask.value(el);
    const tag = host.natives.localName(el);
    if (tag === "select") {
      if (facts) {
        states.set(sent, StateKind.Chosen, chosen(el), null);
        states.set(sent, StateKind.Open, tellsOpen && host.natives.matches(el, ":open") ? "1" : "", "");
      }
    } else readField(sent, el, tag, value, facts);
    if (!facts) return;
    const is = (selector: string): boolean => host.natives.matches(el, selector);
    const any = is(`${INVALID},${VALID},${AUTOFILL}`);
    const validity = any && is(INVALID) ? "invalid" : any && is(VALID) ? "valid" : "";
    states.set(sent, StateKind.UserValidity, validity, "");
    states.set(sent, StateKind.Autofill, any && is(AUTOFILL) ? "1" : "", "");
    states.set(sent, StateKind.Validity, is(":invalid") && isUntold(el) ? "invalid" : "", "");
  }

  /** Whether the field is invalid for what the replica's own cannot know: the script's word, or what was typed. */
  function isUntold(el: Element): boolean {
    const { customError, badInput, tooShort, tooLong } = prop(el, "validity") as ValidityState;
    return customError || badInput || tooShort || tooLong;
  }

  function readField(sent: Sent, el: Element, tag: string, value: string, facts: boolean): void {
    const type = tag === "input" ? prop(el, "type") : tag;
    if (type === "checkbox" || type === "radio") {
      if (!facts) return;
      const assumed = prop(el, "defaultChecked") ? "1" : "0";
      states.set(sent, StateKind.Checked, prop(el, "checked") ? "1" : "0", assumed);
      states.set(sent, StateKind.Indeterminate, prop(el, "indeterminate") ? "1" : "0", "0");
    } else if (type === "file") {
      const files = facts ? [...((prop(el, "files") as FileList | null) ?? [])].map((f) => f.name) : [];
      states.set(sent, StateKind.Files, files.join("\n"), "");
    } else if (!BUTTONS.has(String(type))) {
      const assumed = tag === "input" && host.natives.attr(el, "value") === null ? "" : null;
      const shown = String(prop(el, "value"));
      states.set(sent, StateKind.Value, value, assumed, shown !== value);
      if (facts) states.set(sent, StateKind.Caret, caret(el), "");
    }
  }

  /** Selection of the focused field as `start,end,direction`; "" for others and for types that have none. */
  function caret(el: Element): string {
    if (!host.natives.matches(el, ":focus")) return "";
    const start = prop(el, "selectionStart");
    const end = prop(el, "selectionEnd");
    return start === null ? "" : `${start},${end},${prop(el, "selectionDirection")}`;
  }

  function chosen(select: Element): string {
    const chosen: number[] = [];
    const options = optionsOf?.(select) ?? [];
    for (let i = 0; i < options.length; i++) {
      if (prop(options[i] as Element, "selected")) chosen.push(i);
    }
    return chosen.join(",");
  }
}

const BUTTONS: ReadonlySet<string> = new Set(["button", "submit", "reset", "image", "hidden"]);
const INVALID = ":user-invalid";
const VALID = ":user-valid";
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
  const known = new Map<string, Map<string, ((self: unknown) => unknown) | undefined>>(
    Object.keys(prototypes).map((tag) => [tag, new Map()]),
  );
  return (el, key) => {
    const tag = host.natives.localName(el);
    const ofTag = known.get(tag);
    if (!ofTag?.has(key)) ofTag?.set(key, host.natives.getter(prototypes[tag], key));
    return ofTag?.get(key)?.(el);
  };
}
