// Opens the picker that a field of the page needs (A9): the page's own would open on the customer's screen, if at all.
import type { PickerField } from "@samepage/mirror/apply";
import type { Place } from "../input/outbox.ts";
import type { Words } from "../words/index.ts";
import { Choices } from "./choices.ts";
import { Panel } from "./panel.ts";

/** What was picked: a value, or nodes of options. */
export type Picked = { value: string } | { options: number[] };

export interface PickerOptions {
  readonly root: HTMLElement;
  readonly place: Place;
  readonly words: Words["picker"];
  picked(picked: Picked): void;
  closed(): void;
}

export function openPicker(field: PickerField, options: PickerOptions): Panel {
  return field.kind === "select" ? openList(field, options) : openValue(field, options);
}

function openList(field: PickerField & { kind: "select" }, options: PickerOptions): Panel {
  const { root, words, place, picked, closed } = options;
  const label = words.choose(field.label);
  const apply = () => picked({ options: choices.picked });
  const choices = new Choices(root.ownerDocument, {
    choices: field.choices,
    multiple: field.multiple,
    label: field.multiple ? `${label}, ${words.several}` : label,
    chosen: () => {
      apply();
      panel.close();
    },
  });
  if (field.choices.length === 0) choices.list.textContent = words.none;
  const content = choices.list;
  const panel = new Panel({
    root,
    label: field.label,
    place,
    words,
    content,
    button: field.multiple,
    apply,
    closed,
  });
  choices.settle();
  return panel;
}

function openValue(field: PickerField & { kind: "value" }, options: PickerOptions): Panel {
  const { root, words, place, picked, closed } = options;
  const doc = root.ownerDocument;
  const form = doc.createElement("div");
  form.className = "value";
  const input = doc.createElement("input");
  // the bounds come first, or the value would be held against others
  input.type = field.type;
  if (field.min) input.min = field.min;
  if (field.max) input.max = field.max;
  if (field.step) input.step = field.step;
  input.value = field.value;
  input.autofocus = true;
  input.setAttribute("aria-label", words.choose(field.label));
  form.append(input);
  if (field.type === "range" || field.type === "color") form.append(shownValue(input));
  const apply = () => picked({ value: input.value });
  const panel = new Panel({
    root,
    label: field.label,
    place,
    words,
    content: form,
    button: true,
    apply,
    closed,
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    apply();
    panel.close();
  });
  return panel;
}

/** Sliders and colours do not show their value themselves. */
function shownValue(input: HTMLInputElement): HTMLElement {
  const output = input.ownerDocument.createElement("output");
  output.value = input.value;
  input.addEventListener("input", () => {
    output.value = input.value;
  });
  return output;
}
