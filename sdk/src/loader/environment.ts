import type { SorryFor } from "../sorry/index.ts";

/** What customers are told where the page script cannot work; nothing in a frame, whose page is not theirs to ask (C12). */
export function sorryFor(window: Window & typeof globalThis): SorryFor | undefined {
  if (window.top !== window || !obstacle(window)) return undefined;
  return window.isSecureContext ? "unsupported" : "insecure";
}

/** Why the page script cannot work here, in English for the console; empty where it can (C12). */
export function obstacle(window: Window & typeof globalThis): string {
  if (!window.isSecureContext) return "this page is not served over https, so browsers refuse what is needed";
  if (window.top !== window)
    return "this page is shown inside a frame, where nothing may be asked of customers";
  const able =
    "adoptedStyleSheets" in window.document &&
    "showPopover" in window.HTMLElement.prototype &&
    "showModal" in (window.HTMLDialogElement?.prototype ?? {}) &&
    "WebSocket" in window;
  return able ? "" : "this browser is too old";
}
