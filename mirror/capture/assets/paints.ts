import type { CaptureHost } from "../host.ts";
import { type PaintAnswer, paintWorker } from "./paint-worker.ts";
import type { AssetBytes } from "./read.ts";

/** Least time between two looks at what is painted, in ms. */
const LOOK_MS = 500;
/** Elements looked at for each rule. */
const ELEMENTS_MAX = 200;
/** Longest side of a picture, in device pixels. */
const SIDE_MAX = 4_096;
const PAINTED = ["background-image", "mask-image", "border-image-source"] as const;
const PAINT = /^paint\(\s*([^\s,)]+)\s*(?:,(.*))?\)$/s;

/** Gets the pictures of an element's property, one for each paint() in it, in order. */
export type PaintSink = (el: Element, property: string, ratio: number, picture: AssetBytes) => void;

/** What the page's paint worklets draw: drawn once more in a worker, since no script reads what they have drawn. */
export type Paints = ReturnType<typeof createPaints>;

export function createPaints(host: CaptureHost, send: PaintSink) {
  const { natives, window } = host;
  let told = new WeakMap<Element, Map<string, string>>();
  const jobs = new Map<number, (picture: Blob | null) => void>();
  /** Addresses of scripts, and whether they register painters. */
  const judged = new Map<string, boolean>();
  let reads: Readonly<Record<string, readonly string[]>> = {};
  let worker: Worker | undefined;
  /** Modules that the worker has loaded. */
  let modules: readonly string[] = [];
  let timer = 0;
  let nextJob = 1;
  let stopped = false;
  void look();

  return { again, stop };

  /** All pictures are to be sent anew. */
  function again(): void {
    told = new WeakMap();
  }

  function stop(): void {
    stopped = true;
    natives.clearTimeout(timer);
    worker?.terminate();
  }

  async function look(): Promise<void> {
    try {
      await useWorklets();
      if (!stopped) for (const el of painted()) for (const property of PAINTED) examine(el, property);
    } catch {
      // A policy that forbids workers: nothing is painted, and nothing else is disturbed.
      return stop();
    }
    if (!stopped) timer = natives.setTimeout(() => void look(), LOOK_MS);
  }

  /** A worker with all modules that register painters: scripts that were loaded by no element. */
  async function useWorklets(): Promise<void> {
    const own = new Set([...window.document.scripts].map((script) => script.src));
    const loaded = window.performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    for (const { initiatorType, name } of loaded) {
      if (initiatorType === "script" && !own.has(name) && !judged.has(name))
        judged.set(name, await registers(name));
    }
    const found = [...judged].flatMap(([address, paints]) => (paints ? [address] : []));
    if (stopped || found.length === modules.length) return;
    modules = found;
    worker?.terminate();
    await work();
  }

  async function registers(address: string): Promise<boolean> {
    const response = await window.fetch(address, { cache: "force-cache" }).catch(() => undefined);
    return response?.ok === true && /\bregisterPaint\s*\(/.test(await response.text());
  }

  /** Starts a worker; answers once it has loaded the modules. */
  async function work(): Promise<void> {
    const text = `(${paintWorker})(self, (address) => import(address), ${JSON.stringify(modules)})`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const started = new window.Worker(address, { type: "module" });
    worker = started;
    await new Promise<void>((ready, failed) => {
      started.onerror = failed;
      started.onmessage = ({ data }: MessageEvent<PaintAnswer>) => {
        if ("id" in data) return jobs.get(data.id)?.(data.picture);
        reads = data.reads;
        ready();
      };
    });
    URL.revokeObjectURL(address);
  }

  function examine(el: Element, property: string): void {
    if (host.ids.of(el) === 0 || !host.mask.facts(el)) return;
    const style = window.getComputedStyle(el);
    const [, name = "", args = ""] = PAINT.exec(style.getPropertyValue(property)) ?? [];
    const inputs = reads[name];
    if (!inputs) return;
    const { width, height } = area(el, style, property);
    const ratio = window.devicePixelRatio;
    if (Math.min(width, height) <= 0 || Math.max(width, height) * ratio > SIDE_MAX) return;
    const properties = Object.fromEntries(inputs.map((key) => [key, style.getPropertyValue(key).trim()]));
    const given = args.split(",").map((text) => text.trim());
    const job = { name, width, height, ratio, properties, args: given };
    const key = JSON.stringify(job);
    const before = told.get(el) ?? new Map<string, string>();
    if (before.get(property) === key) return;
    told.set(el, before.set(property, key));
    const id = nextJob++;
    jobs.set(id, (picture) => {
      jobs.delete(id);
      void picture?.arrayBuffer().then((bytes) => {
        send(el, property, ratio, { type: picture.type, bytes: new Uint8Array(bytes) });
      });
    });
    worker?.postMessage({ ...job, id });
  }

  /** What rules or style attributes give a paint() to. */
  function painted(): Set<Element> {
    const { document } = window;
    const found = new Set<Element>(document.querySelectorAll('[style*="paint("]'));
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      for (const selector of selectorsIn(sheet)) {
        for (const el of [...document.querySelectorAll(selector)].slice(0, ELEMENTS_MAX)) found.add(el);
      }
    }
    return found;
  }
}

/** CSS px that a picture covers: within the border for backgrounds, with it for the others. */
function area(el: Element, style: CSSStyleDeclaration, property: string): { width: number; height: number } {
  const { width, height } = el.getBoundingClientRect();
  if (property !== "background-image") return { width, height };
  const side = (name: string): number =>
    Number.parseFloat(style.getPropertyValue(`border-${name}-width`)) || 0;
  return { width: width - side("left") - side("right"), height: height - side("top") - side("bottom") };
}

/** Selectors of the rules that paint; none of a sheet that can't be read. */
function selectorsIn(list: CSSStyleSheet | CSSGroupingRule): string[] {
  try {
    return [...list.cssRules].flatMap((rule) => {
      if (!rule.cssText.includes("paint(")) return [];
      const inner = "cssRules" in rule ? selectorsIn(rule as CSSGroupingRule) : [];
      return "selectorText" in rule ? [rule.selectorText as string, ...inner] : inner;
    });
  } catch {
    return []; // SecurityError: of another origin
  }
}
