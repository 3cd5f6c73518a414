import type { Reader } from "../codec/reader.ts";
import { StateKind } from "../codec/sections.ts";
import type { CustomElements } from "./custom-elements.ts";
import type { FieldSelection } from "./field-selection.ts";
import type { Nodes } from "./nodes.ts";
import type { Scrolls } from "./scrolls.ts";
import { STATE_PREFIX } from "./styles/index.ts";
import { setMoment } from "./svg-clocks.ts";

type Window = globalThis.Window & typeof globalThis;

/** Applies State sections: what of an element its markup does not say. */
export class States {
  readonly #nodes: Nodes;
  readonly #elements: CustomElements;
  readonly #scrolls: Scrolls;
  readonly #selection: FieldSelection;
  readonly #open = new Set<Element>();

  constructor(nodes: Nodes, elements: CustomElements, scrolls: Scrolls, selection: FieldSelection) {
    this.#nodes = nodes;
    this.#elements = elements;
    this.#scrolls = scrolls;
    this.#selection = selection;
  }

  apply(r: Reader): void {
    let id = 0;
    for (let kind = r.uint(); kind !== 0; kind = r.uint()) {
      id += r.int();
      const value = r.str();
      const node = this.#nodes.get(id);
      if (node?.nodeType === 1) this.#set(node as HTMLInputElement, kind, value);
    }
  }

  /** Selects of the page whose lists are open. */
  get open(): Element[] {
    for (const el of this.#open) if (!el.isConnected) this.#open.delete(el);
    return [...this.#open];
  }

  #set(el: HTMLInputElement, kind: number, value: string): void {
    switch (kind) {
      case StateKind.Value:
        if ("value" in el && el.value !== value) el.value = value;
        break;
      case StateKind.Checked:
        el.checked = value === "1";
        break;
      case StateKind.Indeterminate:
        el.indeterminate = value === "1";
        break;
      case StateKind.Chosen:
        this.#choose(el as unknown as HTMLSelectElement, value);
        break;
      case StateKind.Files:
        showFiles(el, value);
        break;
      case StateKind.Caret:
        if (selectIn(el, value)) this.#selection.told(el, value);
        break;
      case StateKind.UserValidity:
        el.toggleAttribute(`${STATE_PREFIX}user-invalid`, value === "invalid");
        el.toggleAttribute(`${STATE_PREFIX}user-valid`, value === "valid");
        break;
      case StateKind.Validity:
        if ("setCustomValidity" in el) el.setCustomValidity(value);
        else this.#elements.setValidity(el, value);
        break;
      case StateKind.Autofill:
        el.toggleAttribute(`${STATE_PREFIX}autofill`, value === "1");
        break;
      case StateKind.Open:
        el.toggleAttribute(`${STATE_PREFIX}open`, value === "1");
        if (value === "1" && el.localName === "select") this.#open.add(el);
        else this.#open.delete(el);
        break;
      case StateKind.CustomStates:
        this.#elements.setStates(el, value.split(" ").filter(Boolean));
        break;
      case StateKind.Assigned:
        this.#assign(el as unknown as HTMLSlotElement, value);
        break;
      case StateKind.Box:
        el.setAttribute("style", value);
        break;
      case StateKind.Moment:
        setMoment(el, value);
        break;
      // A kind of a later version says nothing to this one.
    }
  }

  #choose(select: HTMLSelectElement, value: string): void {
    if (select.localName !== "select") return;
    if (select.multiple || select.size > 1) this.#scrolls.hold(select);
    choose(select, value);
  }

  #assign(slot: HTMLSlotElement, value: string): void {
    if (slot.localName !== "slot") return;
    const assigned = value.split(",").map((id) => this.#nodes.get(Number(id)));
    slot.assign(
      ...assigned.filter((node): node is Element | Text => node?.nodeType === 1 || node?.nodeType === 3),
    );
  }
}

function choose(select: HTMLSelectElement, value: string): void {
  const chosen = new Set(value.split(",").filter(Boolean).map(Number));
  if (!select.multiple) {
    select.selectedIndex = [...chosen][0] ?? -1;
    return;
  }
  for (let i = 0; i < select.options.length; i++) {
    const option = select.options[i] as HTMLOptionElement;
    if (option.selected !== chosen.has(i)) option.selected = chosen.has(i);
  }
}

/** Selection inside a text control; the focus stays where it is. False for a type that has none, any more. */
function selectIn(input: HTMLInputElement, value: string): boolean {
  const [start, end, direction] = value.split(",");
  try {
    if (end !== undefined) input.setSelectionRange(Number(start), Number(end), direction as "forward");
    return true;
  } catch {
    return false;
  }
}

/** Only names are known: empty files of those names make the control show them. */
function showFiles(input: HTMLInputElement, value: string): void {
  const view = input.ownerDocument.defaultView as Window | null;
  if (input.localName !== "input" || input.type !== "file" || !view) return;
  const files = new view.DataTransfer();
  for (const name of value.split("\n").filter(Boolean)) files.items.add(new view.File([], name));
  input.files = files.files;
}
