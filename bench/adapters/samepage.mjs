// Samepage's mirror for the benchmark: capture in the customer's page -> WebSocket -> replica in the agent's page.
// The transport is the benchmark's; everything else is as in the product: a sandboxed frame without scripts and
// network, the early snippet in the head, every frame acknowledged at once.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { buildSync } from "esbuild";
import { alwaysLoadedEntry, servedEntry } from "../lib/product-capture.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, "../..");
const VERSION = JSON.parse(fs.readFileSync(path.join(ROOT, "mirror/package.json"), "utf8")).version;

const CAPTURE = `import { startCapture } from "../../mirror/capture/index.ts";
import { defaultPolicy, strictPolicy } from "../../mirror/capture/mask/index.ts";
globalThis.__samepage = { startCapture, defaultPolicy, strictPolicy };`;
const EARLY = `import { copies, early } from "../../mirror/capture/early.ts";
import { keepPictures } from "../../mirror/capture/keep-pictures.ts";
early(window, copies(window)).pictures ??= keepPictures(window);`;
const REPLICA = `import { createReplica } from "../../mirror/apply/index.ts"; globalThis.__createReplica = createReplica;`;

const bundles = new Map();
function bundle(contents) {
  if (!bundles.has(contents)) {
    const { outputFiles } = buildSync({
      stdin: { contents, resolveDir: HERE, loader: "ts" },
      bundle: true,
      minify: !process.env.SAMEPAGE_DEBUG,
      format: "iife",
      target: "es2022",
      write: false,
      logLevel: "error",
    });
    bundles.set(contents, outputFiles[0].text);
  }
  return bundles.get(contents);
}

/** Everything that a page could ever load of the capture, in one piece; control and chat are parts of their own. */
export const captureEntry = `import { startCapture } from "../../mirror/capture/index.ts"; globalThis.__samepage = { startCapture };`;

/** Entries whose sizes are measured; those of the product's own build are made when they are asked for. */
export const sizeEntries = {
  get capture() {
    return alwaysLoadedEntry();
  },
  get "as served"() {
    return servedEntry();
  },
  "with all parts": captureEntry,
};

// Messages from the customer: one byte of kind, then a payload, or a resource (length of its head, head as JSON, bytes).
const PAYLOAD = 0;
const ASSET = 1;

/** Runs in the agent's page. */
function joinAgent({ url, kinds }) {
  return new Promise((ok, bad) => {
    const frame = document.createElement("iframe");
    frame.id = "samepage-replica";
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.inert = true;
    frame.style.cssText = "border:0;display:block;width:1280px;height:800px";
    document.body.append(frame);
    const policy =
      "default-src 'none'; style-src 'unsafe-inline'; img-src blob: data:; font-src blob: data:; media-src blob: data:";
    frame.contentDocument.open();
    frame.contentDocument.write(`<meta http-equiv=Content-Security-Policy content="${policy}">`);
    frame.contentDocument.close();
    const ws = new WebSocket(url);
    ws.binaryType = "arraybuffer";
    const tell = (message) => ws.send(JSON.stringify(message));
    const replica = globalThis.__createReplica({
      frame,
      wantAsset: (ref) => tell({ want: ref }),
      needKeyframe: (why) => {
        console.warn(`samepage: keyframe needed: ${why}`);
        tell({ keyframe: why });
      },
      onViewport() {},
      onStats(stats) {
        globalThis.__stats = stats;
      },
    });
    globalThis.__replica = replica;
    ws.onopen = () => ok();
    ws.onerror = () => bad(new Error("agent: no socket"));
    ws.onmessage = ({ data }) => {
      const bytes = new Uint8Array(data);
      if (bytes[0] === kinds.PAYLOAD) return replica.apply(bytes.subarray(1));
      const head = new DataView(data).getUint32(1);
      const { ref, type } = JSON.parse(new TextDecoder().decode(bytes.subarray(5, 5 + head)));
      replica.asset(ref, type, bytes.slice(5 + head));
    };
  });
}

/** Runs in the customer's page. */
function joinCustomer({ url, kinds, strict, allow, cleared }) {
  return new Promise((ok, bad) => {
    const { startCapture, defaultPolicy, strictPolicy } = globalThis.__samepage;
    const ws = new WebSocket(url);
    ws.binaryType = "arraybuffer";
    ws.onerror = () => bad(new Error("customer: no socket"));
    ws.onopen = () => {
      let frames = 0;
      const capture = startCapture({
        window,
        policy: strict
          ? strictPolicy(allow ?? ":not(*)")
          : {
              ...defaultPolicy,
              rules: cleared ? [{ id: "cleared", effect: "allow", selector: cleared }] : [],
            },
        exclude: () => false,
        heldTexts: [], // the first page of a session, as in the product
        send(frame) {
          const message = new Uint8Array(frame.length + 1);
          message[0] = kinds.PAYLOAD;
          message.set(frame, 1);
          ws.send(message);
          const arrived = ++frames;
          queueMicrotask(() => capture?.ack(arrived));
        },
        sendAsset(ref, type, bytes) {
          const head = new TextEncoder().encode(JSON.stringify({ ref, type }));
          const message = new Uint8Array(5 + head.length + bytes.length);
          message[0] = kinds.ASSET;
          new DataView(message.buffer).setUint32(1, head.length);
          message.set(head, 5);
          message.set(bytes, 5 + head.length);
          ws.send(message);
        },
      });
      globalThis.__samepageCapture = capture;
      ok();
    };
    ws.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.want) globalThis.__samepageCapture.assetWanted(message.want);
      if (message.keyframe) globalThis.__samepageCapture.keyframe();
    };
  });
}

/**
 * Fields of a site that has cleared them, as sites do with fields that hold no secrets. Without such a rule what is typed
 * is masked once it has four digits in a row, which no other engine does.
 */
const CLEARED = "input,textarea,[contenteditable]";

export function create(opts = {}) {
  let agent = null;
  let customer = null;
  const kinds = { PAYLOAD, ASSET };
  return {
    name: opts.name || "samepage",
    version: VERSION,
    async prepare({ customerPage }) {
      await customerPage.addInitScript(bundle(EARLY));
    },
    async inject({ customerPage }) {
      await customerPage.evaluate(bundle(CAPTURE));
    },
    async start({ customerPage, agentPage, relay }) {
      agent = agentPage;
      customer = customerPage;
      if (process.env.SAMEPAGE_DEBUG) {
        for (const [who, page] of Object.entries({ customer, agent })) {
          page?.on("console", (m) => console.error(`[${who}]`, m.text()));
          page?.on("pageerror", (e) => console.error(`[${who}]`, e.stack ?? e.message));
        }
      }
      if (agentPage) {
        await agentPage.evaluate(bundle(REPLICA));
        await agentPage.evaluate(joinAgent, { url: relay.url("agent"), kinds });
      }
      if (!(await customerPage.evaluate(() => !!globalThis.__samepage))) {
        await customerPage.evaluate(bundle(CAPTURE));
      }
      const { strict = false, allow = null, cleared = CLEARED } = opts;
      await customerPage.evaluate(joinCustomer, {
        url: relay.url("customer"),
        kinds,
        strict,
        allow,
        cleared,
      });
    },
    /** Resources, which the product sends once in a session, are counted apart. */
    isResource: (buffer) => buffer[0] === ASSET,
    agentFrame: () => agent.waitForSelector("#samepage-replica", { state: "attached" }),
    decode(buffer) {
      if (buffer[0] !== PAYLOAD) return buffer.toString("utf8");
      const body = buffer.subarray(2);
      return (buffer[1] & 1 ? zlib.inflateRawSync(body) : body).toString("utf8");
    },
    async stop() {
      await customer?.evaluate(() => globalThis.__samepageCapture?.stop()).catch(() => {});
    },
  };
}

export const variants = {
  /** Everything masked but what `opts.allow` matches. */
  strict: { strict: true },
  /** A site without any rules: what holds out of the box. */
  bare: { cleared: null },
};
