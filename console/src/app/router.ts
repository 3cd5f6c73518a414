// Where the agent is, as an address: it survives a reload and can be sent to a colleague.
import { type Readable, Store } from "../lib/store.ts";

export type ChatTab = "engagement" | "co-browse";

/** Every place of the console. */
export type Route =
  | { page: "desk" }
  | { page: "chat"; chat: string; tab: ChatTab }
  | { page: "session"; session: string } // a running session whose chat is not on this desk
  | { page: "running" } // all running sessions, for supervisors
  | { page: "sessions" }; // the report

const CO_BROWSE = "co-browse";

/** Reads a path; what is unknown leads to the desk. */
export function parsePath(path: string): Route {
  const [area, id, tab] = path.split("/").filter(Boolean).map(decodeURIComponent);
  if (area === "chats" && id)
    return { page: "chat", chat: id, tab: tab === CO_BROWSE ? CO_BROWSE : "engagement" };
  if (area === "sessions") return id ? { page: "session", session: id } : { page: "running" };
  if (area === "reports") return { page: "sessions" };
  return { page: "desk" };
}

/** The path of a route. */
export function pathOf(route: Route): string {
  switch (route.page) {
    case "sessions":
      return "/reports/sessions";
    case "running":
      return "/sessions";
    case "session":
      return `/sessions/${encodeURIComponent(route.session)}`;
    case "desk":
      return "/";
    default: {
      const chat = `/chats/${encodeURIComponent(route.chat)}`;
      return route.tab === CO_BROWSE ? `${chat}/${CO_BROWSE}` : chat;
    }
  }
}

/** Follows and changes the address of the window. */
export class Router implements Readable<Route> {
  readonly #window: Window;
  readonly #route: Store<Route>;

  constructor(win: Window) {
    this.#window = win;
    this.#route = new Store(parsePath(win.location.pathname));
  }

  get = (): Route => this.#route.get();

  subscribe = (listener: () => void): (() => void) => this.#route.subscribe(listener);

  /** Begins to follow back and forward; the returned function ends that. */
  start(): () => void {
    const follow = (): void => this.#route.set(parsePath(this.#window.location.pathname));
    this.#window.addEventListener("popstate", follow);
    return () => this.#window.removeEventListener("popstate", follow);
  }

  go(route: Route): void {
    const path = pathOf(route);
    if (path === pathOf(this.#route.get())) return;
    this.#window.history.pushState(null, "", path);
    this.#route.set(route);
  }
}
