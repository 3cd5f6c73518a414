import type { SessionStateBody } from "@samepage/wire";
import { flushSync } from "react-dom";
import type { Desk } from "../app/desk.ts";
import type { Route, Router } from "../app/router.ts";
import { tabId } from "../app/use-shortcuts.ts";
import { placeOf } from "../co-browse/session-view.ts";

/** Moves the focus from the Engagement tab to the Co-browse tab of a chat (A4). */
export function goToPicture(router: Router, chat: string): void {
  go(router, { page: "chat", chat, tab: "co-browse" });
}

/** The same for a session, whose chat may be on another desk. */
export function goToSession(desk: Desk, session: SessionStateBody): void {
  go(desk.router, placeOf(session, desk.chats.get()));
}

function go(router: Router, route: Route): void {
  flushSync(() => router.go(route));
  document.getElementById(tabId("co-browse"))?.focus();
}
