import { viewOf } from "./ground.ts";
import { stepFrom, type Way } from "./text-steps.ts";

/** The part of the EditContext API that is used; the library's types lack it. */
interface EditContext extends EventTarget {
  readonly text: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
  updateText(start: number, end: number, text: string): void;
  updateSelection(start: number, end: number): void;
}
interface TextUpdateInit {
  updateRangeStart: number;
  updateRangeEnd: number;
  text: string;
  selectionStart: number;
  selectionEnd: number;
}
interface EditContextWindow {
  TextUpdateEvent?: new (type: "textupdate", init: TextUpdateInit) => Event;
}

const contextOf = (el: Element): EditContext | null =>
  (el as { editContext?: EditContext | null }).editContext ?? null;

/** Whether the page draws the element's text by itself and gets typing through the EditContext API. */
export const isEditContext = (el: Element): boolean => contextOf(el) !== null;

/** Types into such an element: the browser has no command for it. @param takes removes a character this way */
export function enterEditContext(el: Element, text: string, takes: Way | null): void {
  const context = contextOf(el);
  const { TextUpdateEvent } = viewOf(el) as EditContextWindow;
  if (!context || !TextUpdateEvent) return;
  let start = Math.min(context.selectionStart, context.selectionEnd);
  let end = Math.max(context.selectionStart, context.selectionEnd);
  if (takes && start === end) {
    const to = stepFrom(context.text, start, "character", takes);
    [start, end] = [Math.min(start, to), Math.max(start, to)];
  }
  const caret = start + text.length;
  context.updateText(start, end, text);
  context.updateSelection(caret, caret);
  const range = { updateRangeStart: start, updateRangeEnd: end };
  context.dispatchEvent(
    new TextUpdateEvent("textupdate", { ...range, text, selectionStart: caret, selectionEnd: caret }),
  );
}
