// Keys pressed anywhere in the console, and those that the viewer passes on.
import { useEffect, useEffectEvent } from "react";
import { engagementOf, placeOf } from "../co-browse/session-view.ts";
import { type ShortcutId, shortcutOf } from "../settings/shortcuts.ts";
import { useDesk, usePreferenceStore } from "./context.ts";
import type { Desk } from "./desk.ts";

/** Id of the message field, where the shortcut leads. */
export const MESSAGE_FIELD = "message-field";
/** Id of a chat tab's control. */
export function tabId(tab: string): string {
  return `tab-${tab}`;
}

/** Listens for shortcuts while the console is shown, and does those that belong to no place. */
export function useShortcuts(onHelp: () => void): void {
  const desk = useDesk();
  const preferences = usePreferenceStore();
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!preferences.get().shortcuts || event.defaultPrevented) return;
    const id = shortcutOf(event, isTyping(event.target));
    if (!id) return;
    event.preventDefault();
    runShortcut(desk, id);
  });
  const taken = useEffectEvent((id: ShortcutId) => {
    if (id === "help") onHelp();
    else if (id === "pane") preferences.change({ customerPane: !preferences.get().customerPane });
    return id === "help" || id === "pane";
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener("keydown", listen);
    const stop = desk.keys.listen((id) => taken(id));
    return () => {
      window.removeEventListener("keydown", listen);
      stop();
    };
  }, [desk]);
}

/** Does what a shortcut says with the desk. */
export function runShortcut(desk: Desk, id: ShortcutId): void {
  const route = desk.router.get();
  const chat = route.page === "chat" ? route.chat : undefined;
  switch (id) {
    case "acceptNext": {
      const first = desk.queue.get().entries[0];
      if (first) desk.queue.accept(first.chat);
      return;
    }
    case "nextChat":
      return goBy(desk, chat, 1);
    case "previousChat":
      return goBy(desk, chat, -1);
    case "engagement":
      if (chat) desk.router.go({ page: "chat", chat, tab: "engagement" });
      return;
    case "cobrowse":
      return goToCoBrowse(desk, chat);
    case "message":
      document.getElementById(MESSAGE_FIELD)?.focus();
      return;
    case "screenSharing":
      if (chat && desk.chats.get().get(chat)?.state.cobrowse) desk.sessions.invite(chat);
      return;
    default:
      desk.keys.press(id);
  }
}

function goToCoBrowse(desk: Desk, chat: string | undefined): void {
  const engaged = engagementOf(desk.sessions.get().byId, desk.me.agent.id);
  if (chat) desk.router.go({ page: "chat", chat, tab: "co-browse" });
  else if (engaged) desk.router.go(placeOf(engaged, desk.chats.get()));
}

function goBy(desk: Desk, chat: string | undefined, step: number): void {
  const ids = [...desk.chats.get().keys()];
  const at = chat ? ids.indexOf(chat) : -1;
  const next = ids[(at + step + ids.length) % ids.length] ?? ids[0];
  if (next) desk.router.go({ page: "chat", chat: next, tab: "engagement" });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
