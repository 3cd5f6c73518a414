import { splitRules } from "../../capture/styles/scan.ts";
import { Alignment } from "./alignment.ts";
import { type FaceHost, ReplicaFace } from "./faces.ts";
import type { Hole, Output } from "./output.ts";
import { allRules, fillRule, isUsed, placeholder, refsIn } from "./placeholder.ts";
import type { Rewritten } from "./rewrite.ts";

/** A numbered text of the stream. */
export interface SheetText {
  readonly id: number;
  readonly text: string;
}

export type SheetContent =
  | { readonly form: "none" }
  /** `count`: top-level rules the customer's engine made of it. */
  | { readonly form: "text"; readonly text: SheetText; readonly count: number }
  | { readonly form: "rules"; readonly rules: readonly SheetText[] };

export interface SheetDefinition {
  readonly id: number;
  readonly owner: Node | null;
  readonly base: string;
  readonly media: string;
  readonly disabled: boolean;
  readonly content: SheetContent;
  readonly imports: readonly number[];
}

/** What a sheet needs of the applier. */
export interface SheetHost {
  rewrite(text: SheetText): Rewritten;
  media(text: string): string;
  sheet(id: number): ReplicaSheet | undefined;
  /** Address of a resource that is here. */
  address(ref: string): string | undefined;
  /** Asks for a resource; `arrived` once it is here. */
  want(ref: string, arrived: () => void): string | undefined;
  /** See `FaceHost`. */
  isLate(key: string): boolean;
  /** The sheet has resources to show that have arrived, or its imports changed. */
  refresh(sheet: ReplicaSheet): void;
}

/** Names, where a font was taken out of a sheet, which one it was. */
const FACE_MARK = "--sp-face";
const FACE_MARKS = /--sp-face:\s*([\d.]+)/g;

/** Names, at an element, its sheet. */
const OWNER_MARK = "sp-sheet";

/** One sheet of the customer's page in the replica. */
export class ReplicaSheet {
  readonly definition: SheetDefinition;
  readonly #host: SheetHost;
  readonly #alignment = new Alignment();
  /** Built for the document that shows it, when it is known. */
  #built: CSSStyleSheet | undefined;
  #scratch: CSSStyleSheet | undefined;
  /** By text and place in it, so that a sheet built again keeps its fonts. */
  #faces = new Map<string, ReplicaFace>();
  #before = new Map<string, ReplicaFace>();
  /** How many imports of the sheet have been put into the text that is being built. */
  #imported = 0;
  /** Changed rule by rule since it was built: its text no longer says what it is. */
  #edited = false;
  /** Resources the sheet shows a placeholder for. */
  readonly #missing = new Set<string>();
  #state: { media: string; disabled: boolean };

  constructor(definition: SheetDefinition, host: SheetHost) {
    this.definition = definition;
    this.#host = host;
    this.#state = { media: definition.media, disabled: definition.disabled };
  }

  /** The sheet object, built by the constructor of the document that adopts it. */
  in(document: Document): CSSStyleSheet | undefined {
    if (this.definition.content.form === "none") return undefined;
    const window = document.defaultView as (Window & typeof globalThis) | null;
    if (!this.#built && window) {
      this.#built = new window.CSSStyleSheet();
      this.#scratch = new window.CSSStyleSheet();
      this.#applyState();
      this.build(document);
    }
    return this.#built;
  }

  /** Text of an imported sheet, to be put into the sheet that imports it. */
  inlined(document: Document): string {
    const { content } = this.definition;
    const window = document.defaultView as (Window & typeof globalThis) | null;
    if (content.form === "none" || !window) return "";
    const texts = content.form === "text" ? [content.text] : content.rules;
    this.#scratch ??= new window.CSSStyleSheet();
    this.#imported = 0;
    const css = this.#keepingFaces(() => texts.map((text) => this.#css(text, document)).join("\n"));
    const { media, disabled } = this.#state;
    if (disabled) return "";
    // A namespace may not be declared inside a group; the media of the import are around this text already.
    return (media === "" ? css : `@media ${this.#host.media(media)}{${css}}`).replace(
      /@namespace[^;{}]*;/g,
      "",
    );
  }

  setState(disabled: boolean, media: string): void {
    this.#state = { disabled, media };
    this.#applyState();
  }

  insert(path: readonly number[], text: SheetText, document: Document): void {
    this.#edit(path, document, (list, index, top) => {
      const total = this.#total();
      const live = this.#insertRule(list, index, this.#css(text, document));
      if (top) this.#alignment.inserted(path[0] as number, live, total);
    });
  }

  remove(path: readonly number[], document: Document): void {
    this.#edit(path, document, (list, index, top) => {
      if (!top || this.#alignment.has(path[0] as number)) {
        this.#dropFaces(list.cssRules[index]);
        list.deleteRule(index);
      }
      if (top) this.#alignment.removed(path[0] as number);
    });
  }

  replace(path: readonly number[], text: SheetText, document: Document): void {
    this.remove(path, document);
    this.insert(path, text, document);
  }

  /** Makes the sheet anew from its text. */
  build(document: Document): void {
    const { content } = this.definition;
    if (!this.#built || content.form === "none" || this.#edited) return;
    this.#missing.clear();
    this.#imported = 0;
    this.#keepingFaces(() => {
      if (content.form === "text") this.#buildText(content, document);
      else this.#buildRules(content.rules, document);
    });
    this.wantUsed(document);
  }

  /** Shows the resources that have arrived. */
  refresh(document: Document): void {
    if (!this.#built) return;
    if (!this.#edited) return this.build(document);
    const arrived = [...this.#missing].filter((ref) => this.#host.address(ref) !== undefined);
    if (arrived.length === 0) return;
    for (const rule of allRules(this.#built.cssRules)) fillRule(rule, (ref) => this.#host.address(ref));
    for (const ref of arrived) this.#missing.delete(ref);
  }

  /** Whether resources are missing. */
  get wants(): boolean {
    return this.#missing.size > 0;
  }

  /** Asks for the resources of rules that match something by now. */
  wantUsed(document: Document): void {
    if (this.#missing.size === 0) return;
    const { owner } = this.definition;
    const root = (owner?.getRootNode() as ParentNode | undefined) ?? document;
    for (const rule of allRules(this.#built?.cssRules ?? ([] as unknown as CSSRuleList))) {
      if ("cssRules" in rule && !("style" in rule)) continue;
      const refs = refsIn((rule as CSSStyleRule).style?.cssText ?? rule.cssText);
      if (refs.size === 0) continue;
      if (owner !== null && !isUsed(rule, root)) continue;
      for (const ref of refs) this.#host.want(ref, () => this.#host.refresh(this));
    }
  }

  destroy(): void {
    for (const face of this.#faces.values()) face.remove();
    this.#faces.clear();
  }

  #applyState(): void {
    if (!this.#built) return;
    const media = this.#host.media(this.#state.media);
    if (this.#built.media.mediaText !== media) this.#built.media.mediaText = media;
    this.#built.disabled = this.#state.disabled;
  }

  /** Runs a change where the rule at a path has its place; one that leads nowhere is left out. */
  #edit(
    path: readonly number[],
    document: Document,
    change: (list: CSSStyleSheet | CSSGroupingRule, index: number, top: boolean) => void,
  ): void {
    const sheet = this.in(document);
    if (!sheet || path.length === 0) return;
    this.#edited = true;
    let list: CSSStyleSheet | CSSGroupingRule = sheet;
    let index = this.#alignment.at(path[0] as number);
    for (const next of path.slice(1)) {
      list = list.cssRules[index] as CSSGroupingRule;
      if (!list?.cssRules) return;
      index = next;
    }
    if (index <= list.cssRules.length) change(list, index, path.length === 1);
  }

  #insertRule(list: CSSStyleSheet | CSSGroupingRule, index: number, css: string): boolean {
    try {
      list.insertRule(css, index);
      return true;
    } catch {
      // SyntaxError: a rule this engine does not know. Its place stays empty.
      return false;
    }
  }

  #total(): number {
    return this.#built?.cssRules.length ?? 0;
  }

  #buildText(content: SheetContent & { form: "text" }, document: Document): void {
    const sheet = this.#built as CSSStyleSheet;
    sheet.replaceSync(this.#css(content.text, document));
    this.#alignment.reset(sheet.cssRules.length === content.count ? null : this.#spans(content));
  }

  #buildRules(rules: readonly SheetText[], document: Document): void {
    const sheet = this.#built as CSSStyleSheet;
    const texts = rules.map((rule) => this.#css(rule, document));
    sheet.replaceSync(texts.join("\n"));
    this.#alignment.reset(null);
    if (sheet.cssRules.length === rules.length) return;
    sheet.replaceSync("");
    const spans = texts.map((css) => (this.#insertRule(sheet, sheet.cssRules.length, css) ? 1 : 0));
    this.#alignment.reset(spans);
  }

  /** Which rules of a text this engine knows, where it counts otherwise than the customer's. */
  #spans(content: SheetContent & { form: "text" }): number[] | null {
    const scratch = this.#scratch as CSSStyleSheet;
    const rules = splitRules(content.text.text);
    if (rules.length !== content.count) return null;
    return rules.map((text) => {
      scratch.replaceSync(this.#host.rewrite({ id: 0, text }).css.render(() => "url()"));
      return scratch.cssRules.length > 0 ? 1 : 0;
    });
  }

  #css(text: SheetText, document: Document): string {
    const { css, faces } = this.#host.rewrite(text);
    faces.forEach((face, i) => {
      this.#addFace(text, face, i, document);
    });
    return css.render((hole) => {
      if (hole.kind === "url") return `url("${this.#shown(text, hole)}")`;
      if (hole.kind === "scope") return this.#scopeRoot();
      if (hole.kind === "face") return `i{${FACE_MARK}:${text.id}.${hole.index}}`;
      const child = this.#host.sheet(this.definition.imports[this.#imported++] ?? 0);
      return child?.inlined(document) ?? "";
    });
  }

  /** Sheets of the replica stand nowhere: what theirs stand in is named. */
  #scopeRoot(): string {
    const { owner, id } = this.definition;
    if (!owner?.parentNode) return "";
    if (!owner.parentElement) return "(:host)";
    (owner as Element).setAttribute(OWNER_MARK, String(id));
    return `(:has(>[${OWNER_MARK}="${id}"]))`;
  }

  #shown(text: SheetText, hole: Hole & { kind: "url" }): string {
    const hash = hole.address.indexOf("#");
    const fragment = hash < 0 ? "" : hole.address.slice(hash);
    if (this.#isOwnDocument(hole.address, hash)) return fragment;
    const ref = `${text.id}.${hole.offset}`;
    const here = this.#host.address(ref);
    if (here === undefined) this.#missing.add(ref);
    return (here ?? placeholder(ref)) + fragment;
  }

  /** Addresses such as `/this/page#gradient` mean the document itself. */
  #isOwnDocument(address: string, hash: number): boolean {
    if (hash < 0 || !URL.canParse(address, this.definition.base)) return false;
    const whole = new URL(address, this.definition.base);
    whole.hash = "";
    const base = new URL(this.definition.base);
    base.hash = "";
    return whole.href === base.href;
  }

  #addFace(text: SheetText, rule: Output, index: number, document: Document): void {
    // Engines know no fonts of shadow trees.
    if (this.definition.owner?.getRootNode().nodeType === Node.DOCUMENT_FRAGMENT_NODE) return;
    const window = document.defaultView as (Window & typeof globalThis) | null;
    const key = `${text.id}.${index}`;
    if (!window || !this.#scratch || this.#faces.has(key)) return;
    const host: FaceHost = {
      resolve: (hole, arrived) => this.#host.want(`${text.id}.${hole.offset}`, arrived),
      isLate: this.#host.isLate,
    };
    this.#faces.set(key, this.#before.get(key) ?? new ReplicaFace(window, rule, this.#scratch, host));
  }

  lateFacesTold(): void {
    for (const face of this.#faces.values()) face.lateTold();
  }

  /** The fonts of a rule go with it. */
  #dropFaces(rule: CSSRule | undefined): void {
    if (this.#faces.size === 0 || !rule) return;
    for (const [, key = ""] of rule.cssText.matchAll(FACE_MARKS)) {
      this.#faces.get(key)?.remove();
      this.#faces.delete(key);
    }
  }

  /** Runs what builds the sheet: fonts it still names stay, the others go. */
  #keepingFaces<T>(build: () => T): T {
    this.#before = this.#faces;
    this.#faces = new Map();
    const built = build();
    for (const [key, face] of this.#before) if (!this.#faces.has(key)) face.remove();
    this.#before = new Map();
    return built;
  }
}
