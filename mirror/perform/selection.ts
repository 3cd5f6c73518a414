import { viewOf } from "./ground.ts";

interface SelectingRoot {
  getSelection?(): Selection | null;
}

/** The selection that an element's text is part of: Chromium has one of its own for each shadow tree. */
export function selectionOf(el: Element): Selection | null {
  const root = el.getRootNode() as SelectingRoot;
  return root.getSelection?.() ?? viewOf(el).document.getSelection();
}
