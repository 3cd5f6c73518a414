import { isHotKey } from "./hot-key.ts";

/** What a launcher begins: the chat, or a code for the telephone. */
export type Beginning = "chat" | "code";

/** The attribute by which any element of a page becomes a launcher; its value says what begins, empty = the chat. */
const ATTRIBUTE = "data-samepage-start";

export interface LauncherOptions {
  /** More elements that open the chat when pressed. */
  selector?: string | undefined;
  hotKey?: string | undefined;
  /** Whether elements with the attribute begin something here: of two listeners one is enough for them. */
  attribute: boolean;
  begin: (what: Beginning) => void;
}

/**
 * Listens for the customer's ways to begin (C9): a press on an element of the page, also one that comes later or
 * lies in an open shadow tree, and the hot key. Returns how to end it.
 */
export function watchLaunchers(
  window: Window,
  { selector, hotKey, attribute, begin }: LauncherOptions,
): () => void {
  const pressed = (event: Event) => {
    for (const at of event.composedPath()) {
      if (!(at instanceof Element)) continue;
      const value = at.getAttribute(ATTRIBUTE);
      if (value === null && !(selector && at.matches(selector))) continue;
      if (value === null || attribute) begin(value === "code" ? value : "chat");
      return;
    }
  };
  const typed = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.repeat || !hotKey || !isHotKey(event, hotKey)) return;
    event.preventDefault();
    begin("chat");
  };
  window.addEventListener("click", pressed);
  window.addEventListener("keydown", typed);
  return () => {
    window.removeEventListener("click", pressed);
    window.removeEventListener("keydown", typed);
  };
}
