import { hasSelection, isTextField, type TextField } from "./fields.ts";
import type { HeldKeys } from "./held-keys.ts";
import { isCommand } from "./held-keys.ts";
import { selectionOf, tellSelection } from "./selection.ts";
import { lineFrom, type Step, stepFrom, type Way } from "./text-steps.ts";

/** Where a key takes the caret; `row` is a line up or down. */
export interface Motion {
  readonly step: Step | "row";
  readonly way: Way;
}

/** The motion of a key, null where it has none. */
export function motionOf(key: string, held: HeldKeys): Motion | null {
  const byWord = held.altKey || isCommand(held);
  switch (key) {
    case "ArrowLeft":
    case "ArrowRight":
      return { step: byWord ? "word" : "character", way: key === "ArrowLeft" ? -1 : 1 };
    case "ArrowUp":
    case "ArrowDown":
      return { step: isCommand(held) ? "document" : "row", way: key === "ArrowUp" ? -1 : 1 };
    case "Home":
    case "End":
      return { step: isCommand(held) ? "document" : "line", way: key === "Home" ? -1 : 1 };
    default:
      return null;
  }
}

/** Moves the caret of a field or of edited text; with `extend` it marks on the way. */
export function moveCaret(el: Element, motion: Motion, extend: boolean): void {
  if (isTextField(el) && hasSelection(el)) return moveInField(el, motion, extend);
  modify(el, motion, extend);
  tellSelection(el);
}

export function selectAll(el: Element): void {
  if (isTextField(el)) return el.select();
  el.ownerDocument.execCommand("selectAll");
  tellSelection(el);
}

const UNITS: { readonly [step in Motion["step"]]: string } = {
  character: "character",
  word: "word",
  row: "line",
  line: "lineboundary",
  document: "documentboundary",
};

function modify(el: Element, { step, way }: Motion, extend: boolean): void {
  const isSideways = step === "character" || step === "word";
  const direction = isSideways ? (way < 0 ? "left" : "right") : way < 0 ? "backward" : "forward";
  selectionOf(el)?.modify(extend ? "extend" : "move", direction, UNITS[step]);
}

function moveInField(field: TextField, motion: Motion, extend: boolean): void {
  const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
  const isBackward = field.selectionDirection === "backward";
  if (motion.step === "row" && movedByBrowser(field, motion, extend)) return;
  const [anchor, focus] = isBackward ? [end, start] : [start, end];
  if (!extend && start !== end && motion.step === "character") {
    const edge = motion.way < 0 ? start : end;
    return field.setSelectionRange(edge, edge);
  }
  const { step, way } = motion;
  const row =
    field.localName === "textarea"
      ? lineFrom
      : (text: string, at: number) => stepFrom(text, at, "document", way);
  const to = step === "row" ? row(field.value, focus, way) : stepFrom(field.value, focus, step, way);
  const from = extend ? anchor : to;
  field.setSelectionRange(Math.min(from, to), Math.max(from, to), to < from ? "backward" : "forward");
}

/** Lines wrap, which only the browser knows; Firefox (153) does not move carets of fields this way. */
function movedByBrowser(field: TextField, motion: Motion, extend: boolean): boolean {
  const before = `${field.selectionStart} ${field.selectionEnd}`;
  modify(field, motion, extend);
  return `${field.selectionStart} ${field.selectionEnd}` !== before;
}
