// rrweb for the benchmark: record() in the customer's page -> WebSocket -> Replayer in live mode
// in the agent's page, set up as its live-mode recipe says. Where the recipe leaves a choice, the
// one that is faster was taken: no replay buffer, events sent in the turn that made them.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const HERE = path.dirname(fileURLToPath(import.meta.url));
// The package exports its entry, in dist/, and not its package.json.
const HOME = path.resolve(path.dirname(createRequire(import.meta.url).resolve("rrweb")), "..");
const VERSION = JSON.parse(fs.readFileSync(path.join(HOME, "package.json"), "utf8")).version;

const RECORD = `import { record } from "rrweb"; globalThis.__record = record;`;
const REPLAY = `import { Replayer } from "rrweb"; globalThis.__Replayer = Replayer;`;

/** What a page has to download to record: the smallest build that the project offers. */
export const captureEntry = `import { record } from "@rrweb/record"; globalThis.__record = record;`;

const bundles = new Map();
function bundle(contents) {
  if (!bundles.has(contents)) {
    const { outputFiles } = buildSync({
      stdin: { contents, resolveDir: HERE },
      bundle: true,
      minify: true,
      format: "iife",
      target: "es2022",
      write: false,
      logLevel: "error",
    });
    bundles.set(contents, outputFiles[0].text);
  }
  return bundles.get(contents);
}

/** Runs in the agent's page. */
function replayLive({ url, css }) {
  return new Promise((joined, failed) => {
    const style = document.createElement("style");
    style.textContent = `${css} .replayer-mouse, .replayer-mouse-tail { display: none !important }
      .replayer-wrapper > iframe { border: 0; display: block }`;
    document.head.append(style);
    const replayer = new globalThis.__Replayer([], {
      liveMode: true,
      root: document.body,
      mouseTail: false,
      showWarning: false,
      // Live events are never fast-forwarded; left on, those older than the start of the live
      // replay would wait in a virtual document that only a fast-forward brings out.
      useVirtualDom: false,
    });
    const socket = new WebSocket(url);
    socket.onopen = () => joined();
    socket.onerror = () => failed(new Error("agent: no socket"));
    let live = false;
    socket.onmessage = ({ data }) => {
      if (!live) replayer.startLive(Date.now());
      live = true;
      for (const event of JSON.parse(data)) replayer.addEvent(event);
    };
  });
}

/** Runs in the customer's page. */
function recordLive(url) {
  return new Promise((joined, failed) => {
    const socket = new WebSocket(url);
    let waiting = [];
    const flush = () => {
      socket.send(JSON.stringify(waiting));
      waiting = [];
    };
    socket.onerror = () => failed(new Error("customer: no socket"));
    socket.onopen = () => {
      globalThis.__stopRecord = globalThis.__record({
        emit(event) {
          if (waiting.length === 0) queueMicrotask(flush);
          waiting.push(event);
        },
        collectFonts: true,
        maskInputOptions: { password: true },
      });
      joined();
    };
  });
}

export function create(options = {}) {
  let customer = null;
  let agent = null;
  return {
    name: options.name ?? "rrweb",
    version: VERSION,
    async inject({ customerPage }) {
      await customerPage.evaluate(bundle(RECORD));
    },
    async start({ customerPage, agentPage, relay }) {
      customer = customerPage;
      agent = agentPage;
      if (agentPage) {
        const css = fs.readFileSync(path.join(HOME, "dist/style.css"), "utf8");
        await agentPage.evaluate(bundle(REPLAY));
        await agentPage.evaluate(replayLive, { url: relay.url("agent"), css });
      }
      if (!(await customerPage.evaluate(() => "__record" in globalThis))) await this.inject({ customerPage });
      await customerPage.evaluate(recordLive, relay.url("customer"));
    },
    agentFrame: () => agent.waitForSelector(".replayer-wrapper > iframe", { state: "attached" }),
    async stop() {
      if (customer && !customer.isClosed()) await customer.evaluate(() => globalThis.__stopRecord?.());
    },
  };
}
