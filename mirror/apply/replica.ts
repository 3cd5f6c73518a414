import type { Box } from "../annotate/geometry.ts";
import { DecodeError } from "../codec/error.ts";
import { Reader, StringTable } from "../codec/reader.ts";
import { Section } from "../codec/sections.ts";
import { Animations } from "./animations.ts";
import { Answers } from "./ask/answers.ts";
import type { Caret } from "./ask/caret.ts";
import type { PickerField } from "./ask/field.ts";
import type { Spoken } from "./ask/speak.ts";
import type { Stop } from "./ask/stops.ts";
import { Attributes } from "./attributes.ts";
import { Builder } from "./build.ts";
import { ChildFrames } from "./child-frames.ts";
import { CustomElements } from "./custom-elements.ts";
import { DriftCheck } from "./drift.ts";
import { FieldSelection } from "./field-selection.ts";
import { FrameDocuments } from "./frame-document.ts";
import { Highlights } from "./highlights.ts";
import type { Comparison, ElementPoint, ReplicaOptions, Replica as ReplicaSurface, Turn } from "./index.ts";
import { Interaction, type PagePoint } from "./interaction.ts";
import { Measures } from "./measures/index.ts";
import { NamedTexts } from "./named-texts.ts";
import { Nodes } from "./nodes.ts";
import { OwnLayout, type Size } from "./own-layout.ts";
import { Payloads } from "./payloads.ts";
import { Resources } from "./resources.ts";
import { Scrolls } from "./scrolls.ts";
import { States } from "./states.ts";
import { Surroundings } from "./surroundings.ts";
import { applyTexts } from "./texts.ts";
import { Thread } from "./thread.ts";
import { TopLayer } from "./top-layer.ts";

/** Sections that can be read while nodes that they name wait outside the document. */
const BEFORE_PLACED: ReadonlySet<number> = new Set([
  Section.Reset,
  Section.Tree,
  Section.Attributes,
  Section.Text,
  Section.Assets,
]);

/** Sections that bring sheets, or what they belong to. */
const MOVES_SHEETS: ReadonlySet<number> = new Set([Section.Reset, Section.Tree, Section.Sheets]);

/** Sections that change what ranges stand in. */
const MOVES_RANGES: ReadonlySet<number> = new Set([Section.Tree, Section.Text]);

/** Builds and keeps the copy of a page inside a frame. */
export class Replica implements ReplicaSurface {
  readonly #options: ReplicaOptions;
  readonly #nodes = new Nodes();
  readonly #strings = new StringTable();
  readonly #documents = new FrameDocuments();
  readonly #elements: CustomElements;
  readonly #states: States;
  readonly #topLayer: TopLayer;
  readonly #interaction: Interaction;
  readonly #animations: Animations;
  readonly #highlights: Highlights;
  readonly #scrolls: Scrolls;
  readonly #fieldSelection = new FieldSelection();
  readonly #namedTexts: NamedTexts;
  readonly #payloads: Payloads;
  readonly #resources: Resources;
  readonly #measures: Measures;
  readonly #childFrames: ChildFrames;
  readonly #layout: OwnLayout;
  readonly #surroundings: Surroundings;
  readonly #answers: Answers;
  readonly #drift: DriftCheck;
  readonly #thread: Thread;
  #builder: Builder | null = null;
  #document: Document | null = null;
  /** Sheets may have to be put into another order. */
  #sheetsMoved = false;
  /** The frame in which places that were scrolled to are looked at again. */
  #scrolling = 0;
  #frames = 0;
  #bytes = 0;

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.#elements = new CustomElements(this.#nodes);
    this.#topLayer = new TopLayer(this.#nodes);
    this.#animations = new Animations(this.#nodes);
    this.#highlights = new Highlights(this.#nodes);
    this.#scrolls = new Scrolls(this.#nodes);
    this.#states = new States(this.#nodes, this.#elements, this.#scrolls, this.#fieldSelection);
    this.#interaction = new Interaction(this.#nodes, () => this.#need(), {
      pointer: (x, y) => options.onPointer?.(x, y),
      selected: () => this.#resources.selected(),
    });
    const want = (ref: string): void => options.wantAsset(ref);
    this.#namedTexts = new NamedTexts(want);
    this.#payloads = new Payloads(
      this.#namedTexts,
      (body, goesOn) => this.#show(body, goesOn),
      (error) => this.#fault(error),
    );
    this.#resources = new Resources(this.#nodes, options.frame, want, (name) => this.#namedTexts.get(name));
    this.#childFrames = new ChildFrames(this.#nodes, (inner) => new Replica(inner), {
      ...options,
      onPointer: (x, y) => this.#interaction.pointerAt(x, y),
    });
    this.#measures = new Measures(this.#nodes, {
      outrank: (css) => this.#resources.outrank(css),
      mediaEm: (px) => this.#resources.mediaCount({ em: px }),
      lateFaces: (keys) => this.#resources.lateFaces(keys),
      want,
      frame: options.frame,
      narrowed: () => {
        this.#resources.mediaCount({ narrower: this.#measures.narrower });
        this.#surroundings.fit();
      },
    });
    this.#layout = new OwnLayout(options.depth ? null : options.frame, this.#nodes, this.#scrolls);
    this.#surroundings = new Surroundings(this.#measures, this.#layout, options);
    this.#answers = new Answers(this.#nodes, () => this.#document);
    this.#drift = new DriftCheck(this.#nodes, (why) => options.needKeyframe(why));
    this.#thread = new Thread(
      (why) => options.needKeyframe(why),
      () => this.#tellStats(),
    );
  }

  apply(payload: Uint8Array, turn?: Turn): void {
    this.#bytes += payload.length;
    // What is to be shown at once: the browser gets its frame ready meanwhile.
    if (payload[0] === 0) this.#scrollSoon();
    this.#payloads.add(payload, turn);
  }

  missed(why: string): void {
    this.#payloads.miss(why);
  }

  asset(ref: string, type: string, bytes: Uint8Array): void {
    if (this.#namedTexts.supply(ref, type, bytes)) return;
    if (!this.#childFrames.supply(ref, type, bytes)) this.#resources.supply(ref, type, bytes);
    this.#measures.arrived();
  }

  blank(): void {
    this.#payloads.clear();
    this.#thread.drop();
    this.#builder = null;
    this.#forget();
    this.#namedTexts.forget();
    this.#document?.replaceChildren();
  }

  nodeIdAt(x: number, y: number): ElementPoint | null {
    return this.#answers.at(x, y);
  }

  boxOf(node: number): DOMRect | null {
    return this.#answers.box(node);
  }

  anchorOf(bounds: Box): number {
    return this.#answers.anchor(bounds);
  }

  fieldOf(node: number): PickerField | null {
    return this.#answers.field(node);
  }

  openLists(): readonly number[] {
    return this.#states.open.map((el) => this.#nodes.id(el)).filter((id) => id !== 0);
  }

  pointer(): PagePoint | null {
    return this.#layout.on ? null : this.#interaction.pointer;
  }

  caret(): Caret | null {
    return this.#answers.caret(this.#fieldSelection.caret(), this.#interaction.focused);
  }

  isEditable(node: number): boolean {
    return this.#answers.isEditable(node);
  }

  spoken(node: number): Spoken | null {
    return this.#answers.spoken(node);
  }

  stops(): readonly Stop[] {
    return this.#answers.stops();
  }

  layOut(size: Size | null): void {
    this.#layout.set(size, this.#surroundings.environment);
  }

  scrollOwn(x: number, y: number, dx: number, dy: number): boolean {
    return this.#layout.on && !!this.#document && this.#layout.scroll(this.#document, x, y, dx, dy);
  }

  startOver(): void {
    this.#thread.forgive();
    if (this.#layout.on && this.#document) this.#layout.startOver(this.#document);
  }

  compare(): Comparison | null {
    if (!this.#layout.on || !this.#document?.documentElement) return null;
    return this.#answers.comparison(this.#layout.compare(this.#document, this.#surroundings.environment));
  }

  viewport(): { width: number; height: number; scrollX: number; scrollY: number; dpr: number } {
    const view = this.#document?.defaultView;
    const { width, height, dpr } = this.#surroundings.environment;
    return { width, height, dpr, scrollX: view?.scrollX ?? 0, scrollY: view?.scrollY ?? 0 };
  }

  destroy(): void {
    this.blank();
    this.#scrollNoMore();
    this.#resources.destroy();
  }

  #show(body: Uint8Array, goesOn: boolean): void {
    try {
      if (!this.#thread.held && body[0] !== Section.Reset) return;
      if (
        this.#document &&
        this.#options.frame.contentDocument !== this.#document &&
        body[0] !== Section.Reset
      ) {
        return this.#thread.lose("the frame has another document");
      }
      this.#sections(new Reader(body, this.#strings), goesOn);
      this.#frames++;
      this.#tellStats();
    } catch (error) {
      this.#fault(error);
    }
  }

  #sections(r: Reader, goesOn: boolean): void {
    while (!r.done) {
      const section = r.uint();
      if (MOVES_SHEETS.has(section)) this.#sheetsMoved = true;
      if (!BEFORE_PLACED.has(section)) this.#builder?.place();
      if (MOVES_RANGES.has(section)) this.#highlights.disturbed();
      if (section === Section.Tree) this.#interaction.treeChanged();
      switch (section) {
        case Section.Reset:
          this.#reset(r);
          break;
        case Section.Environment:
          this.#surroundings.apply(r);
          this.#attributeSetter.dark = this.#surroundings.environment.dark;
          this.#resources.foreign = this.#surroundings.isForeign;
          break;
        case Section.Elements:
          this.#elements.apply(r);
          break;
        case Section.Tree:
          this.#need(this.#builder).apply(r, goesOn);
          break;
        case Section.Attributes:
          this.#attributeSetter.apply(r, this.#nodes);
          break;
        case Section.Text:
          applyTexts(r, this.#nodes);
          break;
        case Section.Sheets:
          this.#resources.sheets(r);
          break;
        case Section.Assets:
          this.#resources.assets(r);
          break;
        case Section.State:
          this.#states.apply(r);
          break;
        case Section.TopLayer:
          this.#topLayer.apply(r);
          break;
        case Section.Animations:
          this.#animations.apply(r);
          break;
        case Section.Highlights:
          this.#highlights.show(r.str());
          break;
        case Section.Scroll:
          this.#scrolls.apply(r);
          break;
        case Section.Interaction:
          this.#interaction.apply(r);
          break;
        case Section.ChildFrames:
          this.#childFrames.apply(r);
          break;
        case Section.Check:
          this.#drift.apply(r);
          break;
        case Section.Measures:
          this.#measures.apply(r);
          break;
        case Section.KeyframeEnd:
          this.#thread.whole();
          break;
        default:
          throw new DecodeError(`unknown section ${section}`);
      }
    }
    this.#settle(goesOn);
  }

  /** After the sections of a payload. */
  #settle(goesOn: boolean): void {
    this.#builder?.settle(goesOn);
    if (this.#sheetsMoved) this.#resources.settle();
    this.#sheetsMoved &&= goesOn;
    this.#animations.settle();
    this.#highlights.settle();
    this.#interaction.settle();
    this.#fieldSelection.settle();
    this.#resources.changed();
    this.#childFrames.settle();
    this.#measures.settleSoon();
    if (this.#scrolls.any) this.#scrollSoon();
    else this.#scrollNoMore();
  }

  #reset(r: Reader): void {
    this.#thread.begin();
    r.resetStrings();
    this.#forget();
    const { frame } = this.#options;
    const top = frame.contentDocument;
    if (!top) throw new DecodeError("the frame's document is out of reach");
    const inline = (text: string, el: Element): string => this.#resources.inline(text, el);
    this.#builder = new Builder(top, this.#nodes, this.#attributesOf(inline), {
      document: (owner, mode) => this.#open(owner, mode),
      shadow: (root) => {
        this.#resources.rooted(root);
        this.#measures.rooted(root);
      },
      removed: (root) => {
        this.#resources.removed(root);
        this.#measures.removed(root);
      },
    });
    this.#document = top;
  }

  #attributeSetter = new Attributes((text) => text);

  #attributesOf(inline: (text: string, el: Element) => string): Attributes {
    this.#attributeSetter = new Attributes(inline);
    return this.#attributeSetter;
  }

  #open(owner: HTMLIFrameElement | null, mode: number): Document {
    const doc = this.#documents.open(owner ?? this.#options.frame, mode);
    this.#resources.opened(doc);
    this.#measures.opened(doc);
    return doc;
  }

  #need(): Document;
  #need<T>(value: T | null): T;
  #need(...given: unknown[]): unknown {
    const value = given.length > 0 ? given[0] : this.#document;
    if (!value) throw new DecodeError("no keyframe has begun");
    return value;
  }

  #scrollSoon(): void {
    if (this.#scrolling) return;
    this.#scrolling = requestAnimationFrame(() => {
      this.#scrolling = 0;
      this.#scrolls.settle();
    });
  }

  #scrollNoMore(): void {
    if (this.#scrolling) cancelAnimationFrame(this.#scrolling);
    this.#scrolling = 0;
  }

  #forget(): void {
    this.#strings.reset();
    for (const part of [
      this.#animations,
      this.#highlights,
      this.#topLayer,
      this.#interaction,
      this.#fieldSelection,
      this.#scrolls,
      this.#resources,
      this.#measures,
      this.#childFrames,
      this.#nodes,
    ]) {
      part.reset();
    }
  }

  #tellStats(): void {
    const { checked, differed: drift } = this.#drift;
    const [nodes, frames, bytes] = [this.#nodes.size, this.#frames, this.#bytes];
    this.#options.onStats({ nodes, frames, bytes, checked, drift, stuck: this.#thread.stuck });
  }

  #fault(error: unknown): void {
    this.#thread.lose(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}
