import type { Nodes } from "../nodes.ts";

/** Types of input whose value a picker gives. */
export type PickerType = "date" | "time" | "datetime-local" | "month" | "week" | "color" | "range";

/** One choice of a select. */
export interface Choice {
  readonly node: number;
  readonly label: string;
  /** Label of the group it stands in, "" for none. */
  readonly group: string;
  readonly chosen: boolean;
  readonly disabled: boolean;
}

/** A field that is set by a picker instead of typing, as the replica shows it now. */
export type PickerField = {
  readonly node: number;
  /** What the page calls it, "" where it says nothing. */
  readonly label: string;
  readonly disabled: boolean;
  readonly readOnly: boolean;
} & (
  | { readonly kind: "select"; readonly multiple: boolean; readonly choices: readonly Choice[] }
  | {
      readonly kind: "value";
      readonly type: PickerType;
      readonly value: string;
      readonly min: string;
      readonly max: string;
      readonly step: string;
    }
);

const PICKER_TYPES: readonly string[] = [
  "date",
  "time",
  "datetime-local",
  "month",
  "week",
  "color",
  "range",
] satisfies PickerType[];

/** The picker's field that an element is, or is inside of; null for all else. */
export function fieldOf(nodes: Nodes, from: Element, nameOf: (el: Element) => string): PickerField | null {
  for (let at: Node | null = from; at; at = nodes.outer(at)) {
    if (at.nodeType !== 1) continue;
    const el = at as Element;
    if (el.localName === "select") return selectField(nodes, el as HTMLSelectElement, nameOf(el));
    if (el.localName === "input") return inputField(nodes, el as HTMLInputElement, nameOf(el));
  }
  return null;
}

function inputField(nodes: Nodes, input: HTMLInputElement, label: string): PickerField | null {
  const type = input.getAttribute("type")?.toLowerCase() ?? "";
  if (!PICKER_TYPES.includes(type)) return null;
  return {
    kind: "value",
    node: nodes.id(input),
    label,
    disabled: input.matches(":disabled"),
    readOnly: input.readOnly,
    type: type as PickerType,
    value: input.value,
    min: input.min,
    max: input.max,
    step: input.step,
  };
}

function selectField(nodes: Nodes, select: HTMLSelectElement, label: string): PickerField {
  return {
    kind: "select",
    node: nodes.id(select),
    label,
    disabled: select.matches(":disabled"),
    readOnly: false,
    multiple: select.multiple,
    choices: [...select.options]
      .map((option) => ({
        node: nodes.id(option),
        label: option.label.trim(),
        group: (option.parentElement as HTMLOptGroupElement | null)?.label ?? "",
        chosen: option.selected,
        disabled: option.matches(":disabled"),
      }))
      .filter(({ node }) => node !== 0),
  };
}
