import { PAINTS_REF } from "../../capture/assets/paints-ref.ts";
import { SheetForm, SheetOp, TextForm } from "../../capture/styles/ops.ts";
import { supportsConditions } from "../../capture/styles/supports.ts";
import { createTextTable } from "../../capture/styles/texts.ts";
import { DecodeError } from "../../codec/error.ts";
import type { Reader } from "../../codec/reader.ts";
import { ComputedPatch } from "./computed.ts";
import type { Device } from "./declarations.ts";
import { HAS_DEVICE_UNITS } from "./device-units.ts";
import { Environment } from "./environment.ts";
import { ReplicaFace } from "./faces.ts";
import { rewriteMediaText } from "./media.ts";
import { SheetOrder } from "./order.ts";
import type { Output } from "./output.ts";
import { placeholder } from "./placeholder.ts";
import { ReplicaSheet, type SheetContent, type SheetHost, type SheetText } from "./replica-sheet.ts";
import { type Rewritten, rewriteFace, rewriteInline, rewriteSheet } from "./rewrite.ts";
import type { StyleApplyHost, StyleApplying } from "./types.ts";

/** Resources that arrive within this time change their sheets together, in ms. */
const REFRESH_MS = 40;
/** Rules that matched nothing are looked at again this long after the page changed, in ms. */
const USE_MS = 400;
/** Length of a rule's path: groups in groups. */
const DEPTH_MAX = 32;
const DRAWS_SELECTION = /::(-moz-)?selection/i;

type FrameWindow = Window & typeof globalThis;

const PLAIN_SCREEN = { ratio: 1, width: 1280, height: 800, color: 8 };

/** The agent's end of the style sheets. */
export class StyleApply implements StyleApplying {
  readonly #host: StyleApplyHost;
  readonly #sheets = new Map<number, ReplicaSheet>();
  readonly #order = new SheetOrder();
  readonly #texts = createTextTable();
  readonly #rewritten = new Map<number, Rewritten>();
  readonly #supports = new Map<string, boolean>();
  readonly #sheetHost: SheetHost;
  /** Fonts that script added, by the key the stream gives them. */
  readonly #faces = new Map<number, ReplicaFace>();
  readonly #stale = new Set<ReplicaSheet>();
  readonly #inline = new WeakMap<Element, string>();
  /** Elements whose style attribute depends on the environment, with their ids. */
  readonly #dependent = new Map<Element, number>();
  #environment = new Environment([], PLAIN_SCREEN);
  #computed: ComputedPatch | undefined;
  #computedTimer: ReturnType<typeof setTimeout> | undefined;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  #useTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: StyleApplyHost) {
    this.#host = host;
    this.#sheetHost = {
      rewrite: (text) => this.#rewrite(text),
      media: (text) => rewriteMediaText(text, this.#environment),
      sheet: (id) => this.#sheets.get(id),
      address: (ref) => host.address(ref),
      want: (ref, arrived) => host.want(ref, arrived),
      refresh: (sheet) => this.#refreshSoon(sheet),
      isLate: host.isLate,
    };
  }

  apply(r: Reader): void {
    for (let op = r.uint(); op !== SheetOp.End; op = r.uint()) this.#apply(op, r);
  }

  settle(): void {
    this.#order.settle(this.#owned(), (id) => this.#sheets.get(id), this.#computed?.sheet);
  }

  changed(): void {
    if (this.#useTimer !== undefined || ![...this.#sheets.values()].some((sheet) => sheet.wants)) return;
    this.#useTimer = setTimeout(() => {
      this.#useTimer = undefined;
      for (const sheet of this.#sheets.values()) sheet.wantUsed(this.#documentOf(sheet));
    }, USE_MS);
  }

  inline(text: string, nodeId: number, el: Element): string {
    this.#inline.set(el, text);
    const hasUnits = HAS_DEVICE_UNITS.test(text);
    if (hasUnits || text.includes("scheme")) this.#dependent.set(el, nodeId);
    else this.#dependent.delete(el);
    if (
      !/url\(|image-set\(|scheme|attr\(/i.test(text) &&
      !(hasUnits && this.#environment.held) &&
      !(this.#host.foreign && /font|--/i.test(text))
    )
      return text;
    const out: Output = rewriteInline(text, this.#device);
    return out.render((hole) => {
      if (hole.kind !== "url") return "";
      const hash = hole.address.indexOf("#");
      const ref = `i${nodeId}.${hole.offset}`;
      const here = this.#host.want(ref, () => {
        if (this.#inline.get(el) === text) el.setAttribute("style", this.inline(text, nodeId, el));
      });
      return `url("${(here ?? placeholder(ref)) + (hash < 0 ? "" : hole.address.slice(hash))}")`;
    });
  }

  reset(): void {
    for (const sheet of this.#sheets.values()) sheet.destroy();
    this.#sheets.clear();
    for (const face of this.#faces.values()) face.remove();
    this.#faces.clear();
    this.#order.clear();
    this.#texts.clear();
    this.#rewritten.clear();
    this.#supports.clear();
    this.#stale.clear();
    this.#dependent.clear();
    this.#computed = undefined;
  }

  destroy(): void {
    this.reset();
    clearTimeout(this.#refreshTimer);
    clearTimeout(this.#useTimer);
    clearTimeout(this.#computedTimer);
  }

  get #device(): Device {
    const { dark, held } = this.#environment;
    return { dark, foreign: this.#host.foreign, held };
  }

  #apply(op: number, r: Reader): void {
    switch (op) {
      case SheetOp.Environment:
        return this.#readEnvironment(r);
      case SheetOp.Define:
        return this.#define(r);
      case SheetOp.Drop:
        return this.#drop(r.uint());
      case SheetOp.Adopt:
        return this.#adopt(r);
      case SheetOp.Insert:
      case SheetOp.Remove:
      case SheetOp.Replace:
        return this.#edit(op, r);
      case SheetOp.State: {
        const id = r.uint();
        const disabled = r.bool();
        this.#sheets.get(id)?.setState(disabled, r.str());
        return this.#refreshImporters(id);
      }
      case SheetOp.Computed:
        return this.#computedLooks(r);
      case SheetOp.Face:
        return this.#face(r);
      default:
        throw new DecodeError(`no sheet operation ${op}`);
    }
  }

  #readEnvironment(r: Reader): void {
    const masks = Array.from({ length: r.count(256) }, () => r.uint());
    const ratio = r.f32();
    const device = { ratio, width: r.uint(), height: r.uint(), color: r.uint() };
    this.#environment = new Environment(masks, device, this.#host.media);
    this.#rewritten.clear();
    for (const [el, nodeId] of this.#dependent) {
      const text = this.#inline.get(el);
      if (!el.isConnected || text === undefined) this.#dependent.delete(el);
      else el.setAttribute("style", this.inline(text, nodeId, el));
    }
  }

  /** Media queries mean something else from now on: sheets are made anew. */
  mediaChanged(): void {
    this.#rewritten.clear();
    for (const sheet of this.#sheets.values()) this.#refreshSoon(sheet);
  }

  /** Which fonts are late was told. */
  lateFacesTold(): void {
    for (const face of this.#faces.values()) face.lateTold();
    for (const sheet of this.#sheets.values()) sheet.lateFacesTold();
  }

  #define(r: Reader): void {
    const id = r.uint();
    const ownerId = r.uint();
    const base = r.str();
    const media = r.str();
    const disabled = r.bool();
    const content = this.#content(r);
    const imports = content.form === "none" ? [] : Array.from({ length: r.count() }, () => r.uint());
    const before = this.#sheets.get(id);
    before?.destroy();
    const owner = (ownerId && this.#host.node(ownerId)) || null;
    this.#sheets.set(
      id,
      new ReplicaSheet({ id, owner, base, media, disabled, content, imports }, this.#sheetHost),
    );
    if (ownerId === 0) this.#refreshImporters(id);
    this.#compareAgain();
  }

  #content(r: Reader): SheetContent {
    switch (r.uint()) {
      case SheetForm.None:
        return { form: "none" };
      case SheetForm.Text: {
        const text = this.#text(r);
        return { form: "text", text, count: r.uint() };
      }
      case SheetForm.Rules:
        return { form: "rules", rules: Array.from({ length: r.count() }, () => this.#text(r)) };
      default:
        throw new DecodeError("no such form of a sheet");
    }
  }

  #text(r: Reader): SheetText {
    const form = r.uint();
    if (form > TextForm.FirstNumber) {
      const known = form - TextForm.FirstNumber;
      const text = this.#texts.get(known);
      if (text === undefined) throw new DecodeError(`no text ${known}`);
      return { id: known, text };
    }
    const told = r.str();
    const text = form === TextForm.Name ? this.#host.text(told) : told;
    if (text === undefined) throw new DecodeError("a named text has not come");
    const id = this.#texts.add(text);
    if (text.includes("paint(")) this.#host.want(PAINTS_REF, () => undefined);
    for (const condition of supportsConditions(text)) this.#supports.set(condition, r.bool());
    return { id, text };
  }

  #rewrite({ id, text }: SheetText): Rewritten {
    const known = this.#rewritten.get(id);
    if (known) return known;
    if (DRAWS_SELECTION.test(text)) this.#host.drawsSelection();
    const made = rewriteSheet(text, {
      environment: this.#environment,
      foreign: this.#host.foreign,
      supports: this.#supports,
    });
    if (id !== 0) this.#rewritten.set(id, made);
    return made;
  }

  #drop(id: number): void {
    this.#sheets.get(id)?.destroy();
    this.#sheets.delete(id);
  }

  #adopt(r: Reader): void {
    const root = this.#host.node(r.uint());
    const ids = Array.from({ length: r.count() }, () => r.uint());
    if (root && "adoptedStyleSheets" in root) this.#order.adopt(root as Document | ShadowRoot, ids);
  }

  #edit(op: number, r: Reader): void {
    const sheet = this.#sheets.get(r.uint());
    const path = Array.from({ length: r.count(DEPTH_MAX) }, () => r.uint());
    const text = op === SheetOp.Remove ? undefined : this.#text(r);
    if (!sheet) return;
    const document = this.#documentOf(sheet);
    if (!text) sheet.remove(path, document);
    else if (op === SheetOp.Insert) sheet.insert(path, text, document);
    else sheet.replace(path, text, document);
    this.#refreshSoon(sheet);
  }

  #computedLooks(r: Reader): void {
    const el = this.#host.node(r.uint());
    const box = [r.int(), r.int(), r.int(), r.int()];
    const texts = [this.#text(r), this.#text(r), this.#text(r)];
    const window = this.#host.document.defaultView as FrameWindow | null;
    if (!window || el?.nodeType !== Node.ELEMENT_NODE) return;
    this.#computed ??= new ComputedPatch(window);
    const tell = (): void => {
      this.#computed?.tell(el as Element, {
        box,
        declarations: texts.map((text) => this.#filled(text, tell)),
      });
      this.#settleComputed();
    };
    tell();
  }

  /** Declarations with their addresses; `arrived` is called when one that is missing is here. */
  #filled(text: SheetText, arrived: () => void): string {
    return rewriteInline(text.text, this.#device).render((hole) => {
      if (hole.kind !== "url") return "";
      const ref = `${text.id}.${hole.offset}`;
      return `url("${this.#host.want(ref, arrived) ?? placeholder(ref)}")`;
    });
  }

  #compareAgain(): void {
    if (!this.#computed) return;
    this.#computed.again();
    this.#settleComputed();
  }

  #settleComputed(): void {
    this.#computedTimer ??= setTimeout(() => {
      this.#computedTimer = undefined;
      this.#computed?.settle();
    }, REFRESH_MS);
  }

  #face(r: Reader): void {
    const key = r.uint();
    this.#faces.get(key)?.remove();
    this.#faces.delete(key);
    if (!r.bool()) return;
    const family = r.str();
    const descriptors = r.str();
    const source = this.#text(r);
    const window = this.#host.document.defaultView as FrameWindow | null;
    if (!window) return;
    const rule = rewriteFace(family, descriptors, source.text);
    const face = new ReplicaFace(window, rule, new window.CSSStyleSheet(), {
      resolve: (hole, arrived) => this.#host.want(`${source.id}.${hole.offset}`, arrived),
      isLate: this.#host.isLate,
    });
    this.#faces.set(key, face);
  }

  *#owned(): Generator<ReplicaSheet> {
    for (const sheet of this.#sheets.values()) if (sheet.definition.owner) yield sheet;
  }

  /** The document that shows a sheet: its owner's, or that of a root that adopted it. */
  #documentOf(sheet: ReplicaSheet): Document {
    const { owner, id } = sheet.definition;
    const root = owner ?? this.#order.rootsOf(id).next().value;
    if (!root) return this.#host.document;
    return root.ownerDocument ?? (root as Document);
  }

  #refreshImporters(id: number): void {
    for (const sheet of this.#sheets.values()) {
      if (sheet.definition.imports.includes(id)) this.#refreshSoon(sheet);
    }
  }

  #refreshSoon(sheet: ReplicaSheet): void {
    this.#stale.add(sheet);
    this.#refreshTimer ??= setTimeout(() => {
      this.#refreshTimer = undefined;
      for (const stale of this.#stale) {
        stale.refresh(this.#documentOf(stale));
        stale.wantUsed(this.#documentOf(stale));
        this.#refreshImporters(stale.definition.id);
      }
      this.#stale.clear();
    }, REFRESH_MS);
  }
}
