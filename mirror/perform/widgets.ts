import { isInputOf, isPicked, isSelect, setOwn } from "./fields.ts";
import type { Fire } from "./fire.ts";
import type { Focus } from "./focus.ts";
import { viewOf } from "./ground.ts";
import { isCharacter } from "./key-codes.ts";
import { radioGroup } from "./tab-order.ts";

/** A page of a range is this part of its length. */
const RANGE_PAGE = 10;

const FORWARD = new Set(["ArrowDown", "ArrowRight"]);
const BACKWARD = new Set(["ArrowUp", "ArrowLeft"]);

/** +1 or -1 for an arrow, 0 for other keys. */
const wayOf = (key: string): number => (FORWARD.has(key) ? 1 : BACKWARD.has(key) ? -1 : 0);

/** What a key does to a control that is not typed into. Answers whether it did something, or could have. */
export function pressInWidget(fire: Fire, focus: Focus, el: Element, key: string): boolean {
  if (isSelect(el)) return inSelect(fire, el, key);
  if (isInputOf(el, "radio")) return inRadio(focus, el, key);
  if (isInputOf(el, "range")) return inRange(fire, el, key);
  if (isInputOf(el, "number")) return inNumber(fire, el, key);
  return isPicked(el);
}

/** Tells the page of a value that a person has changed. */
export function tellChanged(fire: Fire, el: Element): void {
  tellInput(fire, el);
  fire.plain(el, viewOf(el), "change");
}

/** Tells the page of a value that a person is changing. */
export function tellInput(fire: Fire, el: Element): void {
  fire.plain(el, viewOf(el), "input", { composed: true });
}

function inSelect(fire: Fire, select: HTMLSelectElement, key: string): boolean {
  const options = [...select.options].filter(
    (o) => !o.disabled && !(o.parentElement as HTMLOptGroupElement).disabled,
  );
  const at = options.findIndex((o) => o.selected);
  const next = nextOption(options, at, key);
  if (next === undefined) return false;
  const option = options[next];
  if (!option || next === at) return true;
  for (const other of select.multiple ? options : []) setOwn(other, "selected", other === option);
  setOwn(option, "selected", true);
  tellChanged(fire, select);
  return true;
}

function nextOption(options: HTMLOptionElement[], at: number, key: string): number | undefined {
  const last = options.length - 1;
  if (key === "Home") return 0;
  if (key === "End") return last;
  const way = wayOf(key);
  if (way !== 0) return Math.min(last, Math.max(0, at + way));
  if (!isCharacter(key) || key === " ") return undefined;
  const starts = (o: HTMLOptionElement): boolean =>
    o.label.trim().toLowerCase().startsWith(key.toLowerCase());
  const after = options.findIndex((o, i) => i > at && starts(o));
  const found = after >= 0 ? after : options.findIndex(starts);
  return found < 0 ? at : found;
}

function inRadio(focus: Focus, radio: HTMLInputElement, key: string): boolean {
  const way = wayOf(key);
  if (way === 0) return false;
  const group = radioGroup(radio).filter((other) => !other.matches(":disabled"));
  const next = group[(group.indexOf(radio) + way + group.length) % group.length];
  if (!next || next === radio) return true;
  focus.move(next, true);
  next.click();
  return true;
}

function inRange(fire: Fire, range: HTMLInputElement, key: string): boolean {
  const { min, max } = boundsOf(range);
  const step = range.step === "any" ? (max - min) / 100 : Number(range.step || 1);
  const page = Math.max(step, (max - min) / RANGE_PAGE);
  const way = key === "ArrowUp" || key === "ArrowDown" ? -wayOf(key) : wayOf(key);
  const by: { readonly [key: string]: number } = {
    PageUp: page,
    PageDown: -page,
    Home: min - max,
    End: max - min,
  };
  const change = way * step || by[key] || 0;
  if (change === 0) return false;
  const before = range.value;
  setOwn(range, "value", String(Math.min(max, Math.max(min, Number(before) + change))));
  if (range.value !== before) tellChanged(fire, range);
  return true;
}

/** Bounds of a range as the platform has them where the page says nothing. */
export function boundsOf(range: HTMLInputElement): { readonly min: number; readonly max: number } {
  const min = Number(range.min || 0);
  return { min, max: Math.max(min, Number(range.max || 100)) };
}

function inNumber(fire: Fire, field: HTMLInputElement, key: string): boolean {
  if (key !== "ArrowUp" && key !== "ArrowDown") return false;
  const before = field.value;
  if (key === "ArrowUp") field.stepUp();
  else field.stepDown();
  if (field.value !== before) tellChanged(fire, field);
  return true;
}
