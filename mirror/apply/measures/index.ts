import { DecodeError } from "../../codec/error.ts";
import {
  type FontMeasures,
  fontNames,
  GENERIC_FAMILIES,
  MeasureOp,
  SIZE_UNIT,
} from "../../codec/measures.ts";
import { MEASURES_REF, platformOf, SKIPPED_REF } from "../../codec/platform.ts";
import type { Reader } from "../../codec/reader.ts";
import type { Nodes } from "../nodes.ts";
import type { Size } from "../own-layout.ts";
import { deviceFamily } from "../styles/index.ts";
import { BoxFit } from "./box-fit.ts";
import { DeviceFonts } from "./device-fonts.ts";
import { DeviceLengths } from "./device-lengths.ts";
import { RootBar } from "./root-bar.ts";

type FrameWindow = Window & typeof globalThis;

/** Time between two looks whether fonts and pictures have become usable, in ms. */
const COMING_MS = 100;
/** Looks at most: some pictures never come. */
const COMING_LOOKS = 50;

/** After a comparison there is none for so many times as long as it took: most of the time is for changes. */
const REST = 3;

/** Operations about the device and its fonts, which need no comparison of boxes. */
const OF_NO_NODE: ReadonlySet<number> = new Set([MeasureOp.Device, MeasureOp.Fonts, MeasureOp.LateFaces]);

/** Rules that outrank the page's, by what they are for. */
const NO_RULES = { lengths: "", bar: "", boxes: "" };

interface MeasuresHost {
  /** Takes rules that stand above those of the page. */
  outrank(css: string): void;
  readonly frame: HTMLIFrameElement;
  /** The frame's width is to be less than the customer's by another amount. */
  narrowed(): void;
  /** What `em` means in media queries, in px; null: what it means in this browser. */
  mediaEm(px: number | null): void;
  /** Fonts that the customer's browser has and does not show, by their keys. */
  lateFaces(keys: ReadonlySet<string>): void;
  /** Asks the customer's end. */
  want(ref: string): void;
}

/** The replica's end of the measures: makes up for what another engine or system lays out otherwise. */
export class Measures {
  readonly #nodes: Nodes;
  readonly #fonts: DeviceFonts;
  readonly #boxes: BoxFit;
  readonly #bar: RootBar;
  /** Rules of the one and of the other. */
  #rules = NO_RULES;
  #viewport: Size = { width: 0, height: 0 };
  readonly #lengths: DeviceLengths;
  readonly #host: MeasuresHost;
  readonly #windows = new Map<Document, FrameWindow>();
  #wanted = false;
  #wantedSkipped = false;
  #told = false;
  #frame = 0;
  #coming = 0;
  #resting = 0;
  #restUntil = 0;

  constructor(nodes: Nodes, host: MeasuresHost) {
    this.#nodes = nodes;
    this.#host = host;
    this.#bar = new RootBar(host.frame);
    const viewport = (): Size => this.#viewport;
    this.#boxes = new BoxFit((boxes) => this.#outrank({ boxes }), viewport);
    this.#lengths = new DeviceLengths({
      ...host,
      viewport,
      outrank: (lengths) => this.#outrank({ lengths }),
    });
    this.#fonts = new DeviceFonts(() => {
      this.#boxes.startOver();
      this.settleSoon();
    });
  }

  /** Whether the customer's engine or system is another than this one: then the measures are asked for. */
  isForeign(platform: number): boolean {
    if (platform === platformOf(navigator)) return false;
    if (!this.#wanted) this.#host.want(MEASURES_REF);
    this.#wanted = true;
    return true;
  }

  /** The customer's scroll bar at the side of the window takes this much, in px: it says nothing of what is masked. */
  scrollBar(width: number): void {
    if (this.#wanted) this.#bar.tell(width);
    this.settleSoon();
  }

  /** How much narrower than the customer's window the frame is to be, in px. */
  get narrower(): number {
    return this.#bar.narrower;
  }

  /** The customer's viewport, as the frame has it while it shows the customer's layout. */
  viewport(size: Size): void {
    if (size.width === this.#viewport.width && size.height === this.#viewport.height) return;
    this.#viewport = size;
    this.#boxes.startOver();
    this.#lengths.resized();
    this.settleSoon();
  }

  /** A document of the replica was opened. */
  opened(doc: Document): void {
    const window = doc.defaultView as FrameWindow | null;
    if (window) this.#windows.set(doc, window);
    this.rooted(doc);
    this.#lengths.compare();
  }

  /** A document, or a shadow tree, is there: it may have what is laid out only where it is seen. */
  rooted(root: Document | ShadowRoot): void {
    root.addEventListener("contentvisibilityautostatechange", this.#wantSkipped);
  }

  /** One listener for all: a document that stays over keyframes has it once. */
  readonly #wantSkipped = (): void => {
    if (!this.#wantedSkipped) this.#host.want(SKIPPED_REF);
    this.#wantedSkipped = true;
  };

  /** A document, or a shadow tree, has left the replica. */
  removed(root: Document | ShadowRoot): void {
    const window = this.#windows.get(root as Document);
    if (window) this.#fonts.forget(window);
    this.#windows.delete(root as Document);
  }

  /** Reads a Measures section. */
  apply(r: Reader): void {
    let op = r.uint();
    for (; OF_NO_NODE.has(op); op = r.uint()) {
      if (op === MeasureOp.Device) this.#lengths.window(r);
      else if (op === MeasureOp.Fonts) this.#lengths.fonts(r);
      else this.#host.lateFaces(new Set(Array.from({ length: r.count() }, () => r.str())));
    }
    if (op === MeasureOp.End) return;
    this.#told = true;
    this.#boxes.startOver();
    const context = document.createElement("canvas").getContext("2d");
    let id = 0;
    for (; op !== MeasureOp.End; op = r.uint()) {
      if (op === MeasureOp.Font) {
        const name = r.str();
        const measures: FontMeasures = [r.f32(), r.f32(), r.f32(), r.f32()];
        if (context) this.#fonts.tell(name, measures, context);
        continue;
      }
      id += r.int();
      const node = this.#nodes.get(id);
      const el = node?.nodeType === 1 ? (node as Element) : null;
      this.#element(r, op, el && this.#boxes.takes(el) ? el : null);
    }
    for (const window of this.#windows.values()) this.#fonts.supply(window);
  }

  /** Compares the boxes before the next paint, or later where the last comparison took long. */
  settleSoon(): void {
    if (!this.#told || this.#frame || this.#resting) return;
    const wait = this.#restUntil - performance.now();
    if (wait > 0) {
      this.#resting = window.setTimeout(() => {
        this.#resting = 0;
        this.settleSoon();
      }, wait);
      return;
    }
    this.#frame = requestAnimationFrame((begun) => {
      this.#frame = 0;
      this.#settleBar();
      this.#boxes.settle();
      // A page that is no longer too high has lost its bar.
      if (this.#settleBar()) this.settleSoon();
      const now = performance.now();
      this.#restUntil = now + REST * (now - begun);
    });
  }

  /** A font or picture has arrived: once it is there, what was laid out without it is compared anew. */
  arrived(looks = COMING_LOOKS): void {
    if (!this.#told) return;
    clearTimeout(this.#coming);
    this.#coming = window.setTimeout(() => {
      if (looks > 0 && [...this.#windows.keys()].some(isComing)) return this.arrived(looks - 1);
      this.#boxes.startOver();
      this.settleSoon();
    }, COMING_MS);
  }

  reset(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#coming);
    clearTimeout(this.#resting);
    this.#frame = this.#resting = this.#restUntil = 0;
    this.#told = this.#wanted = this.#wantedSkipped = false;
    this.#boxes.reset();
    this.#bar.reset();
    this.#rules = NO_RULES;
    this.#lengths.reset();
    this.#fonts.reset();
    this.#windows.clear();
  }

  #settleBar(): boolean {
    const isOther = this.#bar.settle((bar) => this.#outrank({ bar }));
    if (isOther) this.#host.narrowed();
    return isOther;
  }

  #outrank(rules: Partial<typeof NO_RULES>): void {
    this.#rules = { ...this.#rules, ...rules };
    this.#host.outrank(Object.values(this.#rules).join(""));
  }

  #element(r: Reader, op: number, el: Element | null): void {
    switch (op) {
      case MeasureOp.Size: {
        const size = { width: r.int() * SIZE_UNIT, height: r.int() * SIZE_UNIT };
        if (el) this.#boxes.size(el, size);
        break;
      }
      case MeasureOp.Bars: {
        const bars = [r.int(), r.int()] as const;
        // That of the window is told with the customer's environment.
        if (el && el !== this.#host.frame.contentDocument?.documentElement) this.#boxes.bars(el, bars);
        break;
      }
      case MeasureOp.Inline: {
        const height = r.int() * SIZE_UNIT;
        r.int();
        if (el) this.#boxes.inline(el, height);
        break;
      }
      case MeasureOp.Skipped:
      case MeasureOp.Unskipped: {
        const size = { width: r.int() * SIZE_UNIT, height: r.int() * SIZE_UNIT };
        if (el) this.#boxes.skippable(el, { ...size, isSkipped: op === MeasureOp.Skipped });
        break;
      }
      case MeasureOp.Text: {
        const extent = { lines: r.int(), width: r.int() * SIZE_UNIT };
        if (el) this.#boxes.text(el, extent);
        break;
      }
      case MeasureOp.Place: {
        const place = [r.int() * SIZE_UNIT, r.int() * SIZE_UNIT] as const;
        if (el) this.#boxes.place(el, place);
        break;
      }
      case MeasureOp.Looks: {
        const [families = "", ...rest] = r.str().split(";");
        if (el) this.#boxes.looks(el, [customersFamilies(families), ...rest]);
        break;
      }
      default:
        throw new DecodeError(`no measure ${op}`);
    }
  }
}

/** Whether a document waits for a font or a picture. */
function isComing(doc: Document): boolean {
  return doc.fonts.status === "loading" || [...doc.images].some((image) => !image.complete);
}

/** A list of families with the customer's font before each generic one, as sheets have it here. */
function customersFamilies(families: string): string {
  const names = fontNames(families);
  const isOpen = names.length > 0 && !names.some((name) => GENERIC_FAMILIES.has(name));
  return names
    .map((name) => (GENERIC_FAMILIES.has(name) ? `"${deviceFamily(name)}", ${name}` : name))
    .concat(isOpen ? `"${deviceFamily("serif")}"` : [])
    .join(", ");
}
