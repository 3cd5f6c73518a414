import { viewOf } from "./ground.ts";

interface SelectingRoot {
  getSelection?(): Selection | null;
}

/** The selection that an element's text is part of: Chromium has one of its own for each shadow tree. */
export function selectionOf(el: Element): Selection | null {
  const root = el.getRootNode() as SelectingRoot;
  return root.getSelection?.() ?? viewOf(el).document.getSelection();
}

/**
 * Tells the page of a selection that has just been set. Browsers do so in a task of their own; editors that learn of it
 * then would handle the agent's next key, which may come before, with the old one.
 */
export function tellSelection(el: Element): void {
  const view = viewOf(el);
  view.document.dispatchEvent(new view.Event("selectionchange"));
}
