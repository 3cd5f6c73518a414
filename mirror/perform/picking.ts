import { isDisabled, isPicked, isSelect, setOwn } from "./fields.ts";
import type { Fire } from "./fire.ts";
import { did, type Outcome, Refusal } from "./outcome.ts";
import { tellChanged } from "./widgets.ts";

/** Throws a Refusal where the field has no picker that the agent may use. */
export function checkPickable(el: Element): void {
  if (isDisabled(el)) throw new Refusal("disabled", el);
  if (!isSelect(el) && !isPicked(el)) throw new Refusal("not_editable", el);
  if (!isSelect(el) && (el as HTMLInputElement).readOnly) throw new Refusal("readonly", el);
}

/** Sets a date, time, colour or the like. A value that the field does not take is no change. */
export function pickValue(fire: Fire, el: Element, value: string): Outcome {
  const input = el as HTMLInputElement;
  const before = input.value;
  setOwn(input, "value", value);
  const isTaken = takes(input, value);
  if (!isTaken) {
    setOwn(input, "value", before);
    throw new Refusal("failed", el);
  }
  if (input.value !== before) tellChanged(fire, input);
  return did("pick", el);
}

/** Chooses options of a select. */
export function pickOptions(fire: Fire, select: HTMLSelectElement, chosen: readonly Element[]): Outcome {
  const all = [...select.options];
  const options = chosen.filter((el): el is HTMLOptionElement => all.includes(el as HTMLOptionElement));
  const isAllowed = options.every((o) => !o.matches(":disabled"));
  if (!isAllowed || options.length !== chosen.length) throw new Refusal("gone", select);
  if (!select.multiple && options.length !== 1) throw new Refusal("failed", select);
  const before = all.map((o) => o.selected).join();
  if (select.multiple) for (const option of all) setOwn(option, "selected", options.includes(option));
  else for (const option of options) setOwn(option, "selected", true);
  if (all.map((o) => o.selected).join() !== before) tellChanged(fire, select);
  return did("pick", select);
}

/** Whether the field took the value: what it cannot read, it replaces by a value of its own or by none. */
function takes(input: HTMLInputElement, value: string): boolean {
  if (input.type === "range") return value !== "" && Number.isFinite(Number(value));
  if (input.type === "color") return input.value === value.toLowerCase();
  return value === "" || input.value !== "";
}
