// The script of the tag:
//   <script async src="https://HOST/samepage.js" data-site="KEY"></script>
// It offers `Samepage`, and loads the rest from its own host when something is asked of it, when a chat
// or session goes on from the page before, or when the page has come to rest and the button may show.
import type { App, InitOptions, SamepageApi, SamepageEvents } from "../api.ts";
import { obstacle } from "./environment.ts";
import { goesOn } from "./goes-on.ts";

/** Path of the app chunk on the loader's host; set by the build. */
declare const APP_PATH: string;

/** The button comes at the latest this long after the page has loaded, in milliseconds. */
const BUTTON_WITHIN = 3_000;

type Listener = (detail: never) => void;

function start(tag: HTMLScriptElement): void {
  const site = tag.dataset.site ?? "";
  const base = new URL(tag.src).origin;
  const reason = site ? obstacle(window) : "the script tag has no data-site";
  const listeners = new Map<string, Set<Listener>>();
  let app: Promise<App> | undefined;
  let options: InitOptions = {};

  const emit = <K extends keyof SamepageEvents>(event: K, detail: SamepageEvents[K]) => {
    for (const listener of [...(listeners.get(event) ?? [])]) {
      try {
        listener(detail as never);
      } catch (error) {
        reportError(error);
      }
    }
  };

  const load = (): Promise<App> => {
    if (reason) return Promise.reject(new Error(`Samepage: ${reason}`));
    app ??= import(new URL(APP_PATH, `${base}/`).href)
      .then((chunk) => chunk.startApp({ site, base, emit, look: { ...tag.dataset } }) as App)
      .then((started) => {
        started.init(options);
        emit("ready", {});
        return started;
      });
    app.catch(() => {
      app = undefined; // the next call tries again
    });
    return app;
  };

  const api: SamepageApi = {
    init: async (given = {}) => {
      options = { ...options, ...given };
      (await load()).init(options);
    },
    open: async () => (await load()).open(),
    start: async () => (await load()).open(),
    stop: async () => (await app)?.stop(),
    remove: async () => {
      const going = app;
      app = undefined;
      await (await going)?.remove();
    },
    check: () => ({ ok: !reason, reason }),
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener as Listener));
      return () => set.delete(listener as Listener);
    },
    push: ([method, ...args]) => {
      const call = (api as unknown as Record<string, (...a: unknown[]) => unknown>)[method];
      if (typeof call === "function") Promise.resolve(call(...args)).catch(warn);
      else warn(new Error(`Samepage: there is no "${method}"`));
    },
  };

  const queued = (window as { Samepage?: unknown }).Samepage;
  Object.defineProperty(window, "Samepage", { value: Object.freeze(api), configurable: true });
  if (Array.isArray(queued)) for (const call of queued) api.push(call);
  if (reason) {
    console.warn(`Samepage is off: ${reason}.`);
    return;
  }
  if (goesOn(window, site)) load().catch(warn);
  else if (tag.dataset.auto !== "off") whenIdle(() => load().catch(warn));
}

function warn(error: unknown): void {
  console.warn(error);
}

/** After the page's own loading, in a quiet moment. */
function whenIdle(then: () => void): void {
  const rest = () => {
    if ("requestIdleCallback" in window) requestIdleCallback(then, { timeout: BUTTON_WITHIN });
    else setTimeout(then, 200);
  };
  if (document.readyState === "complete") rest();
  else window.addEventListener("load", rest, { once: true });
}

const tag = document.currentScript;
const before = (window as { Samepage?: { push?: unknown; check?: unknown } }).Samepage;
if (tag instanceof HTMLScriptElement && !before?.check) start(tag);
