import { AssetOp, AssetState } from "../capture/assets/ops.ts";
import { SheetForm, SheetOp, TextForm } from "../capture/styles/ops.ts";
import { supportsConditions } from "../capture/styles/supports.ts";
import type { ToldAnimation } from "../capture/told-animation.ts";
import { ElementFlag, NodeKind, Section, StateKind, TreeOp } from "../codec/sections.ts";
import { createWriter } from "../codec/writer.ts";

const SVG = "http://www.w3.org/2000/svg";
const MATHML = "http://www.w3.org/1998/Math/MathML";
const HTML = "http://www.w3.org/1999/xhtml";

/** A property as the platform has it, whatever the fields of a form are called. */
const own = <Key extends keyof Element>(el: Element, key: Key): Element[Key] =>
  Reflect.get(Element.prototype, key, el) as Element[Key];

/** Name of a text that comes apart from the stream. */
export const HOSTILE_NAME = `s${"x".repeat(43)}`;

/** What the stream says that began its animations: script, a style sheet, a transition. */
const ANIMATED_BY = [null, "evil", "background-image"];

/** The document's id in every stream of this file: the first node. */
const DOCUMENT = 1;

/**
 * Writes what no capture would: every element, attribute, handler, address and style of a page as it stands. Ids are
 * counted as the replica counts them.
 */
export class HostileStream {
  readonly #writer = createWriter();
  readonly #address: string;
  #nextId = 1;
  readonly #styles: { id: number; text: string }[] = [];
  readonly #ids: number[] = [];

  /** @param address what sections of their own ask for */
  constructor(address: string) {
    this.#address = address;
  }

  /** One payload with the whole page, its sheets, states and resources. */
  page(html: string): Uint8Array {
    const doc = new DOMParser().parseFromString(html, "text/html");
    const w = this.#writer;
    w.uint(Section.Reset);
    this.#elements();
    w.uint(Section.Tree);
    w.uint(TreeOp.Append);
    w.int(0);
    w.uint(NodeKind.Document);
    w.uint(0);
    this.#nextId++;
    for (const child of doc.childNodes) this.#node(child);
    w.uint(NodeKind.End);
    w.uint(NodeKind.End);
    w.uint(TreeOp.Done);
    this.#sheets();
    this.#states();
    this.#animations();
    this.#assets();
    w.uint(Section.KeyframeEnd);
    const sections = w.take();
    w.uint(Section.Texts);
    w.uint(1);
    w.text(HOSTILE_NAME);
    w.bytes(sections);
    const body = w.take();
    const payload = new Uint8Array(body.length + 1);
    payload.set(body, 1);
    return payload;
  }

  #node(node: Node): void {
    const w = this.#writer;
    if (node instanceof Element) return this.#element(node);
    if (node.nodeType !== Node.TEXT_NODE && node.nodeType !== Node.COMMENT_NODE) return;
    this.#nextId++;
    if (node.nodeType === Node.COMMENT_NODE) return w.uint(NodeKind.Comment);
    w.uint(NodeKind.Text);
    w.text(node.nodeValue ?? "");
  }

  #element(el: Element): void {
    const w = this.#writer;
    const id = this.#nextId++;
    this.#ids.push(id);
    let flags = ElementFlag.Attributes + ElementFlag.Children;
    if (own(el, "namespaceURI") === SVG) flags += ElementFlag.Svg;
    else if (own(el, "namespaceURI") === MATHML) flags += ElementFlag.MathMl;
    else if (own(el, "namespaceURI") !== HTML) flags += ElementFlag.OtherNamespace;
    w.uint(NodeKind.Element + flags);
    w.str(own(el, "localName"));
    if (flags & ElementFlag.OtherNamespace) w.str(own(el, "namespaceURI") ?? "");
    const attributes = [...own(el, "attributes")];
    // Capitals as well: no parser makes them, and setAttribute takes them for the same name.
    w.uint(attributes.length * 2);
    for (const { name, value } of attributes) {
      for (const told of [name, name.toUpperCase()]) {
        w.str(told);
        w.text(value);
      }
    }
    if (own(el, "localName") === "style") this.#styles.push({ id, text: own(el, "textContent") ?? "" });
    const root = [...own(el, "children")].find((child) =>
      child.matches("template[shadowrootmode]"),
    ) as HTMLTemplateElement;
    if (root) this.#shadow(root);
    const children =
      own(el, "localName") === "template"
        ? (el as HTMLTemplateElement).content.childNodes
        : own(el, "childNodes");
    for (const child of children) if (child !== root) this.#node(child);
    w.uint(NodeKind.End);
  }

  #shadow(root: HTMLTemplateElement): void {
    const w = this.#writer;
    this.#nextId++;
    w.uint(root.getAttribute("shadowrootmode") === "closed" ? NodeKind.ClosedShadow : NodeKind.OpenShadow);
    w.uint(0);
    for (const child of root.content.childNodes) this.#node(child);
    w.uint(NodeKind.End);
  }

  #elements(): void {
    const w = this.#writer;
    w.uint(Section.Elements);
    w.uint(2);
    for (const name of ["evil-element", "script"]) {
      w.uint(DOCUMENT);
      w.str(name);
      w.bool(true);
    }
    w.uint(1);
    w.uint(DOCUMENT);
    w.str("--evil");
    w.str("*");
    w.bool(true);
    w.str(`url(${this.#address}/registered)`);
  }

  /** Each style element's text as its sheet, once more as an adopted one, and a font of a script. */
  #sheets(): void {
    const w = this.#writer;
    w.uint(Section.Sheets);
    w.uint(DOCUMENT);
    for (const [index, { id, text }] of this.#styles.entries()) {
      for (const [sheet, owner] of [[index * 2 + 1, id] as const, [index * 2 + 2, 0] as const]) {
        w.uint(SheetOp.Define);
        w.uint(sheet);
        w.uint(owner);
        w.str(this.#address);
        w.text("all");
        w.bool(false);
        w.uint(SheetForm.Text);
        this.#text(text);
        w.uint(1);
        w.uint(0);
      }
    }
    const named = this.#styles.length * 2 + 1;
    w.uint(SheetOp.Define);
    w.uint(named);
    w.uint(0);
    w.str(this.#address);
    w.text("all");
    w.bool(false);
    w.uint(SheetForm.Text);
    w.uint(TextForm.Name);
    w.text(HOSTILE_NAME);
    w.uint(1);
    w.uint(0);
    w.uint(SheetOp.Adopt);
    w.uint(DOCUMENT);
    w.uint(this.#styles.length + 1);
    for (const index of this.#styles.keys()) w.uint(index * 2 + 2);
    w.uint(named);
    w.uint(SheetOp.Face);
    w.uint(1);
    w.bool(true);
    w.str("evil");
    w.str("font-weight:400");
    this.#text(`url(${this.#address}/face)`);
    w.uint(SheetOp.End);
  }

  #text(text: string): void {
    this.#writer.uint(TextForm.Literal);
    this.#writer.text(text);
    for (const _ of supportsConditions(text)) this.#writer.bool(true);
  }

  #states(): void {
    const w = this.#writer;
    w.uint(Section.State);
    let last = 0;
    for (const id of this.#ids) {
      for (const [kind, value] of [
        [StateKind.Box, `background:url(${this.#address}/box)`],
        [StateKind.Value, `url(${this.#address}/value)`],
        [StateKind.Assigned, "1,2,3,999999"],
        [StateKind.Caret, "-1,1e99,sideways"],
        [StateKind.Validity, "javascript:top.ran=1"],
        [StateKind.Chosen, "0,1e9,-1"],
      ] as const) {
        w.uint(kind);
        w.int(id - last);
        last = id;
        w.text(value);
      }
    }
    w.uint(0);
  }

  #animations(): void {
    const w = this.#writer;
    w.uint(Section.Animations);
    for (const [index, target] of this.#ids.entries()) {
      const keyframes = [{ backgroundImage: `url(${this.#address}/animation)` }, { backgroundImage: "none" }];
      const told: ToldAnimation = {
        target,
        pseudo: null,
        css: ANIMATED_BY[index % ANIMATED_BY.length] ?? null,
        effect: { keyframes, timing: { duration: 1e6, iterations: null }, composite: "replace" },
        timeline: index % 2 ? { of: target, isView: false, axis: "sideways", range: ["0", "1"] } : null,
        time: 1,
        rate: 1,
        state: "running",
      };
      w.uint(index + 1);
      w.text(JSON.stringify(told));
    }
    w.uint(0);
  }

  #assets(): void {
    const w = this.#writer;
    w.uint(Section.Assets);
    for (const id of this.#ids) {
      w.uint(AssetOp.Chosen);
      w.uint(id);
      w.uint(id);
      w.uint(AssetOp.Image);
      w.uint(id);
      w.str(`${this.#address}/asset`);
      w.text("<img src=x onerror=top.ran=1>");
      w.uint(9);
      w.uint(9);
      w.uint(AssetState.Loading);
      w.uint(AssetOp.Link);
      w.uint(id);
      w.str(`${this.#address}/asset-link`);
      w.str("#a");
      w.uint(AssetOp.Background);
      w.uint(id);
      w.str(`${this.#address}/asset-background`);
    }
    w.uint(AssetOp.End);
  }
}
