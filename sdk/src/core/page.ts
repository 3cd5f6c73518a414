import type { Page } from "@samepage/wire";
import { maskCards } from "./cards.ts";

/** How often the address is looked at where the browser does not tell of changes, in milliseconds. */
const LOOK_EVERY = 500;

/** Longest title that is told, in characters. */
const MAX_TITLE = 200;

/** Where the customer is: origin and path only, never query or fragment. Long numbers in a title are hidden. */
export function currentPage(window: Window): Page {
  const { origin, pathname } = window.location;
  const title = maskCards(window.document.title).replace(/\d{4,}/g, (run) => "•".repeat(run.length));
  return { url: origin + pathname, title: title.slice(0, MAX_TITLE) };
}

interface NavigationEvents {
  addEventListener(type: "currententrychange", listener: () => void): void;
  removeEventListener(type: "currententrychange", listener: () => void): void;
}

/** Calls `changed` when the address or the title has become another one within the document; returns how to end it. */
export function watchPage(window: Window, changed: (page: Page) => void): () => void {
  let last = JSON.stringify(currentPage(window));
  const look = () => {
    const page = currentPage(window);
    const now = JSON.stringify(page);
    if (now === last) return;
    last = now;
    changed(page);
  };
  const navigation = (window as { navigation?: NavigationEvents }).navigation;
  navigation?.addEventListener("currententrychange", look);
  window.addEventListener("popstate", look);
  const timer = setInterval(look, LOOK_EVERY); // titles change without an event, and some browsers tell of nothing
  return () => {
    navigation?.removeEventListener("currententrychange", look);
    window.removeEventListener("popstate", look);
    clearInterval(timer);
  };
}
