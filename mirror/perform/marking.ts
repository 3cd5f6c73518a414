import { editingHost, hasSelection, isTextField, type TextField } from "./fields.ts";
import { type Ground, type Point, viewOf } from "./ground.ts";
import { selectionOf, tellSelection } from "./selection.ts";
import { wordAround } from "./text-steps.ts";

/** Where text can be entered or marked. */
interface Caret {
  readonly node: Node;
  readonly offset: number;
}

/** A press on text puts the caret there, and what follows marks text. */
export class Marking {
  readonly #ground: Ground;
  readonly #target: Element;
  /** Where it began: in the text of a field or of the page. */
  #anchor: Caret | null = null;

  /**
   * @param extends_ the selection goes on from where it began before, as with shift
   * @param count 2 marks the word, 3 the paragraph
   */
  constructor(ground: Ground, target: Element, point: Point, extends_: boolean, count: number) {
    this.#ground = ground;
    this.#target = target;
    if (isTextField(target)) this.#beginField(target, point, extends_, count);
    else {
      this.#beginText(point, extends_, count);
      tellSelection(target);
    }
  }

  /** The pointer has moved with its button down. */
  to(point: Point): void {
    const anchor = this.#anchor;
    if (!anchor) return;
    if (isTextField(this.#target)) {
      const at = this.#offsetIn(this.#target, point);
      mark(this.#target, anchor.offset, at);
      return;
    }
    const caret = caretAt(this.#ground, this.#target, point);
    if (caret)
      selectionOf(this.#target)?.setBaseAndExtent(anchor.node, anchor.offset, caret.node, caret.offset);
  }

  #beginField(field: TextField, point: Point, extends_: boolean, count: number): void {
    if (!hasSelection(field)) {
      // The platform says nothing of the caret here: the end is where people go on typing.
      selectionOf(field)?.modify("move", "forward", "documentboundary");
      return;
    }
    const at = this.#offsetIn(field, point);
    const from = extends_
      ? field.selectionDirection === "backward"
        ? field.selectionEnd
        : field.selectionStart
      : at;
    this.#anchor = { node: field, offset: from ?? at };
    if (count === 2) {
      const [start, end] = wordAround(field.value, at);
      mark(field, start, end);
    } else if (count > 2) field.select();
    else mark(field, this.#anchor.offset, at);
  }

  #beginText(point: Point, extends_: boolean, count: number): void {
    const selection = selectionOf(this.#target);
    const caret = caretAt(this.#ground, this.#target, point);
    if (!selection || !caret || !isSelectable(this.#target)) return;
    if (extends_ && selection.anchorNode) {
      this.#anchor = { node: selection.anchorNode, offset: selection.anchorOffset };
      selection.extend(caret.node, caret.offset);
      return;
    }
    this.#anchor = caret;
    selection.collapse(caret.node, caret.offset);
    if (count < 2) return;
    const unit = count === 2 ? "word" : "paragraphboundary";
    selection.modify("move", "backward", unit);
    selection.modify("extend", "forward", unit);
  }

  #offsetIn(field: TextField, point: Point): number {
    const caret = caretAt(this.#ground, field, point);
    return caret?.node === field ? caret.offset : field.value.length;
  }
}

function mark(field: TextField, anchor: number, focus: number): void {
  const direction = focus < anchor ? "backward" : "forward";
  field.setSelectionRange(Math.min(anchor, focus), Math.max(anchor, focus), direction);
}

function isSelectable(el: Element): boolean {
  return editingHost(el) !== null || viewOf(el).getComputedStyle(el).userSelect !== "none";
}

interface CaretDocument {
  caretPositionFromPoint?(
    x: number,
    y: number,
    options: { shadowRoots: ShadowRoot[] },
  ): { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?(x: number, y: number): Range | null;
}

function caretAt(ground: Ground, target: Element, point: Point): Caret | null {
  const view = viewOf(target);
  const { x, y } = ground.into(view, point);
  const document = view.document as Document & CaretDocument;
  const shadowRoots = ground.path(target).flatMap((el) => ground.shadow(el) ?? []);
  const position = document.caretPositionFromPoint?.(x, y, { shadowRoots });
  if (position) return { node: position.offsetNode, offset: position.offset };
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
