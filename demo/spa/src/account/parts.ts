import { h } from "../shared/h.ts";

/** The title of a view; it takes the focus when a view is opened, so that it is read out. */
export function heading(text: string): HTMLElement {
  return h("h1", { tabindex: -1 }, text);
}

/** A labelled text field. */
export function field(
  label: string,
  name: string,
  value: string,
  autocomplete: string,
  type = "text",
): HTMLElement {
  const id = `account-${name}`;
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h("input", { id, name, type, value, autocomplete, required: true }),
  );
}

const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** Writes the day of a time as people read it. */
export function dayOf(time: string): string {
  return dates.format(new Date(time));
}
