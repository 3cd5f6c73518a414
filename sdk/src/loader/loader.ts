// The script of the tag:
//   <script async src="https://HOST/samepage.js" data-site="KEY"></script>
// It offers `Samepage`, and loads the rest from its own host when something is asked of it, when a chat
// or session goes on from the page before, or when the page has come to rest and the button may show.
import type { InitOptions, SamepageApi } from "../api.ts";
import type { App, AppConfig } from "../app/contract.ts";
import { watchLaunchers } from "../launch/launchers.ts";
import type { Sorry } from "../sorry/index.ts";
import { claimOf } from "./claim.ts";
import { obstacle, sorryFor } from "./environment.ts";
import { goesOn } from "./goes-on.ts";
import { Listeners } from "./listeners.ts";

/** Path of the app chunk on the loader's host; set by the build. */
declare const APP_PATH: string;
/** Path of the chunk that says why nothing else can run. */
declare const SORRY_PATH: string;
/** Path of the chunk that mirrors a frame of another origin to the page around. */
declare const CHILD_PATH: string;

/** The button comes at the latest this long after the page has loaded, in milliseconds. */
const BUTTON_WITHIN = 3_000;

function start(tag: HTMLScriptElement): void {
  const { site = "", auto, start: selector, hotkey: hotKey } = tag.dataset;
  const base = new URL(tag.src).origin;
  const claim = claimOf(window);
  const reason = site ? obstacle(window) : "the script tag has no data-site";
  const listeners = new Listeners();
  const { emit } = listeners;
  const why = sorryFor(window);
  let app: Promise<App> | undefined;
  let sorry: Promise<Sorry> | undefined;
  let running: App | undefined;
  let options: InitOptions = {};
  let endLaunchers: (() => void) | undefined;
  let settle = { resolve: () => {}, reject: (_: Error) => {} };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  ready.catch(() => {}); // said as a warning below; who asks for it hears it too

  const chunkAt = (path: string) => import(new URL(path, `${base}/`).href);

  const load = (): Promise<App> => {
    if (reason) return Promise.reject(new Error(`Samepage: ${reason}`));
    listen();
    const config: AppConfig = {
      site,
      base,
      emit,
      claim,
      options,
      auto: auto !== "off",
      look: { ...tag.dataset },
    };
    app ??= new Promise<void>(whenShown)
      .then(() => chunkAt(APP_PATH))
      .then((chunk) => chunk.startApp(config) as App)
      .then((started) => {
        running = started;
        started.init(options); // what was said while it loaded
        settle.resolve();
        emit("ready", {});
        return started;
      });
    app.catch(() => {
      app = undefined; // the next call tries again
    });
    return app;
  };

  /** Tells the customer why not (C12). */
  const apologise = (): Promise<Sorry> | undefined => {
    if (!why || !site) return undefined;
    const config = { why, site, base, look: { ...tag.dataset }, auto: auto !== "off" };
    sorry ??= chunkAt(SORRY_PATH).then((chunk) => chunk.startSorry(config) as Sorry);
    return sorry;
  };

  /** The app for something that a customer wants; where there is none, they hear why. */
  const wanted = (): Promise<App> => {
    apologise()?.then((view) => view.open(), warn);
    return load();
  };

  const listen = () => {
    endLaunchers ??= watchLaunchers(window, {
      selector,
      hotKey,
      attribute: true,
      begin: (what) => {
        (what === "code" ? api.code() : api.start()).catch(warn);
      },
    });
  };

  const api: SamepageApi = {
    ready,
    get session() {
      return running?.session;
    },
    check: () => ({ ok: !reason, reason }),
    init: async (given = {}) => {
      options = { ...options, ...given };
      const to = await load();
      to.init(options);
      to.show();
    },
    start: async () => (await wanted()).open(),
    code: async (how = {}) => (await wanted()).code(how),
    stop: async () => (await app)?.stop(),
    remove: async () => {
      const going = app;
      app = running = undefined;
      endLaunchers?.();
      endLaunchers = undefined;
      (await sorry)?.remove();
      sorry = undefined;
      await (await going)?.remove();
    },
    on: (event, listener) => listeners.on(event, listener),
    once: (event) => listeners.once(event),
    push: ([method, ...args]) => {
      const call = (api as unknown as { [name: string]: unknown })[method];
      if (typeof call === "function") Promise.resolve(call(...args)).catch(warn);
      else warn(new Error(`Samepage: there is no "${method}"`));
    },
  };

  const queued = (window as { Samepage?: unknown }).Samepage;
  Object.defineProperty(window, "Samepage", { value: Object.freeze(api), configurable: true });
  if (Array.isArray(queued)) for (const call of queued) api.push(call);
  if (reason) {
    settle.reject(new Error(`Samepage: ${reason}`));
    if (window !== parent)
      listenToParent(() => chunkAt(CHILD_PATH).then((c) => c.createChild({ window, site, base })));
    console.warn(`Samepage is off: ${reason}.`);
    if (!why) return;
    listen();
    if (auto !== "off") whenIdle(() => apologise()?.catch(warn));
    return;
  }
  listen();
  whenShown(() => {
    if (claim || goesOn(window, site)) load().catch(warn);
    else if (auto !== "off") whenIdle(() => load().catch(warn));
  });
}

/** In a frame nothing is asked of customers, but a page around it that is shared may show it (M3). */
function listenToParent(load: () => Promise<(offer: MessageEvent) => Promise<void>>): void {
  let child: ReturnType<typeof load> | undefined;
  addEventListener("message", (event) => {
    // An answer of a frame in this one, which brings a port, is for the capture.
    if (event.data?.samepage !== "frame" || event.ports[0]) return;
    event.stopImmediatePropagation();
    child ??= load();
    child.then((take) => take(event)).catch(warn);
  });
}

function warn(error: unknown): void {
  console.warn(error);
}

/** At once, but for a page that the browser prepares: the customer may never come to see it. */
function whenShown(then: () => void): void {
  if ("prerendering" in document && document.prerendering)
    document.addEventListener("prerenderingchange", then, { once: true });
  else then();
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
