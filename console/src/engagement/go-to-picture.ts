import { flushSync } from "react-dom";
import type { Router } from "../app/router.ts";
import { tabId } from "../app/use-shortcuts.ts";

/** Moves the focus from the Engagement tab to the Co-browse tab of a chat (A4). */
export function goToPicture(router: Router, chat: string): void {
  flushSync(() => router.go({ page: "chat", chat, tab: "co-browse" }));
  document.getElementById(tabId("co-browse"))?.focus();
}
