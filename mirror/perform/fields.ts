import { viewOf } from "./ground.ts";

/** A field that text is typed into. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Types of inputs that text is typed into, and whether the platform tells their selection. */
const TYPED = new Map<string, boolean>(
  Object.entries({
    text: true,
    search: true,
    url: true,
    tel: true,
    password: true,
    email: false,
    number: false,
  }),
);
/** Types of inputs with a picker: the agent has one of its own. */
const PICKED = new Set(["date", "time", "datetime-local", "month", "week", "color", "range"]);
const BUTTONS = new Set(["button", "submit", "reset", "image"]);

const typeOf = (el: Element): string => (el.localName === "input" ? (el as HTMLInputElement).type : "");

export const isButtonInput = (el: Element): boolean => BUTTONS.has(typeOf(el));
export const isFile = (el: Element): boolean => typeOf(el) === "file";
export const isPicked = (el: Element): boolean => PICKED.has(typeOf(el));
export const isSelect = (el: Element): el is HTMLSelectElement => el.localName === "select";
export const isInputOf = (el: Element, type: string): el is HTMLInputElement => typeOf(el) === type;

export function isTextField(el: Element): el is TextField {
  return el.localName === "textarea" || TYPED.has(typeOf(el));
}

/** Whether the selection of the field can be read and set. */
export function hasSelection(field: TextField): boolean {
  return field.localName === "textarea" || TYPED.get(typeOf(field)) === true;
}

/** The outermost editable element around an element that is edited in place, null where it is not. */
export function editingHost(el: Element): HTMLElement | null {
  if (!(el as HTMLElement).isContentEditable) return null;
  let host = el as HTMLElement;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}

/** Whether a form control is disabled, by itself or by what is around it. */
export const isDisabled = (el: Element): boolean =>
  el.matches("button, input, select, textarea, optgroup, option, fieldset") && el.matches(":disabled");

/**
 * Sets a property of a control by its own prototype: frameworks that keep track of what they have set themselves
 * do so with a property of the element, and learn of this one from the event that follows.
 */
export function setOwn(el: Element, key: "value" | "selected" | "checked", value: string | boolean): void {
  for (let owner: object | null = prototypeOf(el); owner; owner = Object.getPrototypeOf(owner)) {
    const set = Object.getOwnPropertyDescriptor(owner, key)?.set;
    if (!set) continue;
    set.call(el, value);
    return;
  }
}

const CONSTRUCTORS: {
  readonly [tag: string]:
    | "HTMLInputElement"
    | "HTMLTextAreaElement"
    | "HTMLSelectElement"
    | "HTMLOptionElement";
} = {
  input: "HTMLInputElement",
  textarea: "HTMLTextAreaElement",
  select: "HTMLSelectElement",
  option: "HTMLOptionElement",
};

function prototypeOf(el: Element): object {
  const name = CONSTRUCTORS[el.localName];
  return name ? viewOf(el)[name].prototype : Object.getPrototypeOf(el);
}

/** A property of a form, past controls of the same name. */
export function ofForm<K extends keyof HTMLFormElement>(form: HTMLFormElement, key: K): HTMLFormElement[K] {
  return Reflect.get(viewOf(form).HTMLFormElement.prototype, key, form) as HTMLFormElement[K];
}
