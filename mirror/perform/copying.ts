import { hasSelection, isTextField } from "./fields.ts";
import { type Ground, viewOf } from "./ground.ts";
import { selectionOf } from "./selection.ts";
import type { Sight } from "./sight.ts";

/** Stands for text that is masked. */
const BLOCK = "██████";

/** The selected text, as far as it may be told. */
export function selectedText(ground: Ground, sight: Sight): string {
  const el = ground.active();
  if (isTextField(el)) {
    if (!hasSelection(el)) return "";
    const text = el.value.slice(el.selectionStart ?? 0, el.selectionEnd ?? 0);
    return text === "" || sight.facts(el) ? text : BLOCK;
  }
  const selection = selectionOf(el);
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return "";
  const range = selection.getRangeAt(0);
  const texts = textsIn(range).filter((text) => text.parentElement && !ground.isOurs(text.parentElement));
  const isClear = texts.every((text) => sight.facts(text));
  if (isClear) return selection.toString();
  return texts.map((text) => (sight.facts(text) ? partIn(range, text) : BLOCK)).join("");
}

function textsIn(range: Range): Text[] {
  const { commonAncestorContainer: top } = range;
  if (top.nodeType === Node.TEXT_NODE) return [top as Text];
  const document = top.ownerDocument ?? (top as Document);
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (range.intersectsNode(node) && isShown(node as Text)) texts.push(node as Text);
  }
  return texts;
}

const isShown = (text: Text): boolean =>
  text.parentElement !== null &&
  viewOf(text.parentElement).getComputedStyle(text.parentElement).display !== "none";

function partIn(range: Range, text: Text): string {
  const start = range.startContainer === text ? range.startOffset : 0;
  const end = range.endContainer === text ? range.endOffset : text.data.length;
  return text.data.slice(start, end);
}
