// What a screen reader would say of an element of the replica: role, name and state (A21). The replica itself is
// inert and hidden from assistive technology, so the viewer speaks instead.

/** State of an element that is worth saying. */
export type SpokenState =
  | "checked"
  | "notChecked"
  | "mixed"
  | "expanded"
  | "collapsed"
  | "selected"
  | "pressed"
  | "disabled"
  | "readOnly"
  | "required"
  | "invalid"
  | "current";

export interface Spoken {
  /** A role of ARIA, "text" for plain text. */
  readonly role: string;
  readonly name: string;
  readonly states: readonly SpokenState[];
  /** What a field holds, "" for none. */
  readonly value: string;
  /** Level of a heading, 0 for all else. */
  readonly level: number;
}

/** Names longer than this are cut: a live region is no place to read a page aloud, characters. */
const NAME_MAX = 300;

const ROLE_OF_TAG: Readonly<Record<string, string>> = {
  button: "button",
  summary: "button",
  select: "combobox",
  textarea: "textbox",
  img: "img",
  svg: "img",
  h1: "heading",
  h2: "heading",
  h3: "heading",
  h4: "heading",
  h5: "heading",
  h6: "heading",
  option: "option",
  progress: "progressbar",
  meter: "meter",
  video: "video",
  audio: "audio",
  dialog: "dialog",
};

const ROLE_OF_INPUT: Readonly<Record<string, string>> = {
  button: "button",
  submit: "button",
  reset: "button",
  image: "button",
  checkbox: "checkbox",
  radio: "radio",
  range: "slider",
  number: "spinbutton",
  search: "searchbox",
  file: "button",
  color: "button",
};

const NAME_FROM_CONTENT = new Set(
  "button link heading option tab menuitem menuitemcheckbox menuitemradio treeitem switch checkbox radio cell gridcell columnheader rowheader text".split(
    " ",
  ),
);

/** Roles that do something when they are pressed. */
const INTERACTIVE = new Set(
  "button link checkbox radio switch combobox textbox searchbox slider spinbutton option tab menuitem menuitemcheckbox menuitemradio treeitem listbox".split(
    " ",
  ),
);

/** The element's role; "" where it has none that is said. */
export function roleOf(el: Element): string {
  const told = el.getAttribute("role")?.trim().split(/\s+/)[0];
  if (told === "none" || told === "presentation") return "";
  if (told) return told;
  const tag = el.localName;
  if (tag === "a" || tag === "area") return el.hasAttribute("href") ? "link" : "";
  if (tag === "input") return inputRole(el);
  if (tag === "select" && (el as HTMLSelectElement).size > 1) return "listbox";
  if (el.getAttribute("contenteditable") === "true" || el.getAttribute("contenteditable") === "")
    return "textbox";
  return ROLE_OF_TAG[tag] ?? "";
}

export function isInteractive(role: string): boolean {
  return INTERACTIVE.has(role);
}

/** What is to be said of an element; plain text where it has no role. */
export function spokenOf(el: Element): Spoken {
  const role = roleOf(el) || "text";
  return {
    role,
    name: nameOf(el, role),
    states: statesOf(el, role),
    value: heldBy(el, role),
    level: role === "heading" ? levelOf(el) : 0,
  };
}

/** The accessible name, in the order that browsers look for it. */
export function nameOf(el: Element, role = roleOf(el)): string {
  const input = el as HTMLInputElement;
  const candidates = [
    () => namedBy(el),
    () => el.getAttribute("aria-label"),
    () => [...(input.labels ?? [])].map((label) => label.textContent ?? "").join(" "),
    () => el.getAttribute("alt"),
    () => (el.localName === "input" && role === "button" ? input.value : ""),
    () => (el.localName === "svg" ? el.querySelector("title")?.textContent : ""),
    () => (NAME_FROM_CONTENT.has(role) ? contentOf(el) : ""),
    () => el.getAttribute("title"),
    () => el.getAttribute("placeholder"),
  ];
  for (const candidate of candidates) {
    const name = tidy(candidate() ?? "");
    if (name) return name;
  }
  return "";
}

function inputRole(el: Element): string {
  const type = el.getAttribute("type")?.toLowerCase() ?? "text";
  if (type === "hidden") return "";
  return ROLE_OF_INPUT[type] ?? "textbox";
}

function namedBy(el: Element): string {
  const root = el.getRootNode() as Document | ShadowRoot;
  const ids = el.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  return ids.map((id) => (id && root.getElementById?.(id)?.textContent) || "").join(" ");
}

/** Text of an element with the names of the pictures in it. */
function contentOf(el: Element): string {
  const pictures = [...el.querySelectorAll("img[alt]")].map((img) => img.getAttribute("alt") ?? "");
  return `${el.textContent ?? ""} ${pictures.join(" ")}`;
}

function statesOf(el: Element, role: string): SpokenState[] {
  const input = el as HTMLInputElement;
  const states: SpokenState[] = [];
  const checked = checkedOf(el, role);
  if (checked) states.push(checked);
  const expanded = expandedOf(el);
  if (expanded) states.push(expanded === "true" ? "expanded" : "collapsed");
  if (is(el, "selected")) states.push("selected");
  if (is(el, "pressed")) states.push("pressed");
  if (is(el, "disabled") || el.matches(":disabled")) states.push("disabled");
  if (is(el, "readonly") || (role === "textbox" && input.readOnly)) states.push("readOnly");
  if (is(el, "required") || el.hasAttribute("required")) states.push("required");
  if (is(el, "invalid") || el.hasAttribute("sp-user-invalid")) states.push("invalid");
  const current = el.getAttribute("aria-current");
  if (current && current !== "false") states.push("current");
  return states;
}

function checkedOf(el: Element, role: string): SpokenState | null {
  const input = el as HTMLInputElement;
  const told = el.getAttribute("aria-checked");
  if (el.localName === "input" && (role === "checkbox" || role === "radio" || role === "switch")) {
    if (input.indeterminate) return "mixed";
    return input.checked ? "checked" : "notChecked";
  }
  if (!told) return null;
  if (told === "mixed") return "mixed";
  return told === "true" ? "checked" : "notChecked";
}

function expandedOf(el: Element): string | null {
  if (el.localName === "summary" && el.parentElement?.localName === "details")
    return String(el.parentElement.hasAttribute("open"));
  return el.getAttribute("aria-expanded");
}

function heldBy(el: Element, role: string): string {
  const input = el as HTMLInputElement;
  if (el.localName === "select") {
    const chosen = [...(el as HTMLSelectElement).selectedOptions];
    return tidy(chosen.map((option) => option.label).join(", "));
  }
  if (el.localName === "textarea" || (el.localName === "input" && HAS_VALUE.has(role)))
    return tidy(input.value);
  if (role === "textbox") return tidy(el.textContent ?? "");
  return el.getAttribute("aria-valuetext") ?? el.getAttribute("aria-valuenow") ?? "";
}
const HAS_VALUE = new Set(["textbox", "searchbox", "spinbutton", "slider"]);

function levelOf(el: Element): number {
  return Number(el.getAttribute("aria-level") ?? /^h([1-6])$/.exec(el.localName)?.[1] ?? 2);
}

function is(el: Element, name: string): boolean {
  return el.getAttribute(`aria-${name}`) === "true";
}

function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, NAME_MAX);
}
