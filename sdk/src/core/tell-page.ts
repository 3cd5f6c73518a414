import {
  PageChanged,
  type PageChangedBody,
  PageEvent,
  type PageEventBody,
  TabFocus,
  type TabFocusBody,
} from "@samepage/wire";
import type { Connection } from "./connection.ts";
import { watchPage } from "./page.ts";

/** Tells the agents what the customer does with this tab, while a session is live (A20); returns how to end it. */
export function tellPage(window: Window, connection: Pick<Connection, "send">): () => void {
  const visible = () => window.document.visibilityState === "visible";
  const focus = () => connection.send<TabFocusBody>({ kind: TabFocus, focused: visible() });
  const visibility = () => {
    focus();
    connection.send<PageEventBody>({ kind: PageEvent, event: visible() ? "visible" : "hidden" });
  };
  window.addEventListener("focus", focus);
  window.document.addEventListener("visibilitychange", visibility);
  const endPage = watchPage(window, (page) => connection.send<PageChangedBody>({ kind: PageChanged, page }));
  return () => {
    window.removeEventListener("focus", focus);
    window.document.removeEventListener("visibilitychange", visibility);
    endPage();
  };
}
