import type { Changes } from "./changes.ts";
import { enterEditContext, isEditContext } from "./edit-context.ts";
import { editingHost, hasSelection, isTextField, setOwn, type TextField } from "./fields.ts";
import type { Fire } from "./fire.ts";
import { viewOf } from "./ground.ts";
import { selectionOf } from "./selection.ts";
import { type Step, stepFrom, type Way } from "./text-steps.ts";

/** One change of a text: what editors are told, and how the browser does it. */
interface Edit {
  readonly inputType: string;
  readonly data?: string;
  readonly dataTransfer?: DataTransfer;
  readonly command: string;
  /** What `data` is in the place of: characters to take out before or after the caret. */
  readonly take?: { step: Step; way: Way };
}

/** Whether text can be typed into the element. */
export function isEditable(el: Element): boolean {
  return isTextField(el) || editingHost(el) !== null || isEditContext(el);
}

/**
 * Enters and removes text where the focus is: `beforeinput`, then the browser's own edit, so that undo and `input`
 * are as for the customer's typing. Where the browser does not edit, the field's value is set.
 */
export class Typing {
  readonly #fire: Fire;
  readonly #changes: Changes;
  /** The browser tells `beforeinput` for commands by itself (WebKit). */
  #tellsBefore = false;

  constructor(fire: Fire, changes: Changes) {
    this.#fire = fire;
    this.#changes = changes;
  }

  insert(el: Element, text: string, inputType = "insertText", dataTransfer?: DataTransfer): void {
    // Data of a paste is told as a transfer in edited places and as text in fields.
    const carries = dataTransfer && !isTextField(el);
    const told = carries ? { dataTransfer } : { data: text };
    this.#edit(el, { inputType, ...told, command: "insertText" }, text);
  }

  /** A new line, or with `soft` one within the paragraph. */
  break(el: Element, soft: boolean): void {
    const inputType = soft || isTextField(el) ? "insertLineBreak" : "insertParagraph";
    // Who draws text by themselves draws new lines for this event alone.
    if (isEditContext(el)) this.#before(el, { inputType, command: inputType });
    else if (isTextField(el)) this.#edit(el, { inputType, command: "insertText" }, "\n");
    else this.#edit(el, { inputType, command: inputType }, "\n");
  }

  remove(el: Element, step: Step, way: Way): void {
    const unit = { character: "Content", word: "Word", line: "SoftLine", document: "Content" }[step];
    const inputType = `delete${unit}${way < 0 ? "Backward" : "Forward"}`;
    this.#edit(el, { inputType, command: way < 0 ? "delete" : "forwardDelete", take: { step, way } }, "");
  }

  /** Takes out what is selected. */
  removeSelected(el: Element, inputType: string): void {
    this.#edit(el, { inputType, command: "delete" }, "");
  }

  /** A command of the browser: undo, redo, bold and so on. */
  command(el: Element, command: string, inputType: string): void {
    this.#edit(el, { inputType, command }, null);
  }

  #edit(el: Element, edit: Edit, text: string | null): void {
    if (isTextField(el)) this.#changes.editing(el);
    const stretch = edit.take && edit.take.step !== "character" ? this.#stretch(el, edit.take) : false;
    if (isEditContext(el)) {
      if (!this.#before(el, edit)) return;
      return enterEditContext(el, text ?? "", edit.take?.way ?? null);
    }
    if (!this.#tellsBefore && !this.#before(el, edit)) return;
    const done = this.#perform(el, { ...edit, command: stretch ? "delete" : edit.command }, text);
    if (!done && text !== null && isTextField(el)) this.#set(el, edit, text);
  }

  #before(el: Element, { inputType, data, dataTransfer, take }: Edit): boolean {
    const targetRanges = isTextField(el) ? [] : targetOf(el, take);
    const init = { inputType, data: data ?? null, dataTransfer: dataTransfer ?? null, targetRanges };
    return this.#fire.input(el, "beforeinput", init);
  }

  /** Whether the browser has made the edit: it says so itself by its own `input`, its answer is not to be trusted. */
  #perform(el: Element, { command }: Edit, text: string | null): boolean {
    const view = viewOf(el);
    let wasInput = false;
    const onInput = (): void => {
      wasInput = true;
    };
    const onBefore = (e: Event): void => {
      if (!e.isTrusted) return;
      // The page has heard of this edit; from now on it hears it from the browser only.
      if (!this.#tellsBefore) e.stopImmediatePropagation();
      this.#tellsBefore = true;
    };
    view.addEventListener("input", onInput, true);
    view.addEventListener("beforeinput", onBefore, true);
    try {
      view.document.execCommand(command, false, text ?? undefined);
    } finally {
      view.removeEventListener("input", onInput, true);
      view.removeEventListener("beforeinput", onBefore, true);
    }
    return wasInput;
  }

  /** Selects what a removal by word or line takes. */
  #stretch(el: Element, { step, way }: { step: Step; way: Way }): boolean {
    if (!isTextField(el)) {
      const selection = selectionOf(el);
      if (selection?.isCollapsed) selection.modify("extend", way < 0 ? "backward" : "forward", UNITS[step]);
      return true;
    }
    if (!hasSelection(el) || el.selectionStart !== el.selectionEnd) return false;
    const at = el.selectionStart ?? 0;
    const to = stepFrom(el.value, at, step, way);
    el.setSelectionRange(Math.min(at, to), Math.max(at, to));
    return true;
  }

  /** The field's value by its own prototype, for what the browser does not type into. */
  #set(field: TextField, edit: Edit, text: string): void {
    const value = field.value;
    const end = value.length;
    let [start, stop] = hasSelection(field)
      ? [field.selectionStart ?? end, field.selectionEnd ?? end]
      : [end, end];
    if (start === stop && edit.take) {
      const to = stepFrom(value, start, edit.take.step, edit.take.way);
      [start, stop] = [Math.min(start, to), Math.max(start, to)];
    }
    const room = field.maxLength < 0 ? text.length : field.maxLength - (end - (stop - start));
    const entered = text.slice(0, Math.max(0, room));
    const next = value.slice(0, start) + entered + value.slice(stop);
    if (next === value) return;
    setOwn(field, "value", next);
    if (hasSelection(field)) field.setSelectionRange(start + entered.length, start + entered.length);
    this.#fire.input(field, "input", { inputType: edit.inputType, data: edit.data ?? null });
  }
}

const UNITS: { readonly [step in Step]: string } = {
  character: "character",
  word: "word",
  line: "lineboundary",
  document: "documentboundary",
};

/** What an edit will change, for editors that ask. */
function targetOf(el: Element, take: Edit["take"]): StaticRange[] {
  const selection = selectionOf(el);
  const { anchorNode, focusNode, anchorOffset, focusOffset } = selection ?? {};
  if (!selection || !anchorNode || !focusNode || selection.rangeCount === 0) return [];
  const stretches = take && selection.isCollapsed;
  if (stretches) selection.modify("extend", take.way < 0 ? "backward" : "forward", UNITS[take.step]);
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  if (stretches) selection.setBaseAndExtent(anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0);
  return [new (viewOf(el).StaticRange)({ startContainer, startOffset, endContainer, endOffset })];
}
