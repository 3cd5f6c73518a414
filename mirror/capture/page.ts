import { Section, TreeOp } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import { Animations } from "./animations.ts";
import { Boxes } from "./boxes.ts";
import { Children } from "./children.ts";
import { Dirty } from "./dirty.ts";
import { Elements } from "./elements.ts";
import { Environment } from "./environment.ts";
import { Forms } from "./forms.ts";
import { Frames } from "./frames.ts";
import { Highlights } from "./highlights.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { Interaction } from "./interaction.ts";
import { Observer } from "./observe.ts";
import { Resources } from "./resource-parts.ts";
import { Scrolls } from "./scroll.ts";
import { States } from "./states.ts";
import { TopLayer } from "./top-layer.ts";
import type { Sent, SentTree } from "./tree.ts";
import { Walker, type WalkParts } from "./walk.ts";

/** How the capture's owner sees its page. */
export interface PageOptions {
  exclude(el: Element): boolean;
  sendAsset(ref: string, type: string, bytes: Uint8Array): void;
}

/** Between slices of one flush the page has not run long enough to change what the mask cannot observe. */
const MASK_EVERY_MS = 16;
/** Elements that cannot scroll, or never do: not looked at for a scroll position at a keyframe. */
const NEVER_SCROLLED: ReadonlySet<string> = new Set(
  "html head table thead tbody tfoot tr td th a b i em strong small span label option button svg g path use".split(
    " ",
  ),
);

/** Elements whose children are told in another way, or not at all. */
const CHILDLESS: ReadonlySet<string> = new Set(["style", "link", "textarea", "iframe", "canvas", "script"]);

/**
 * Everything the mirror knows of a page, and how it is written. Parts mark what is dirty at any time; `write` reads
 * the present state of what is marked.
 */
export class Page implements WalkParts {
  readonly tree: SentTree;
  readonly #host: CaptureHost;
  readonly #options: PageOptions;
  readonly #writer: Writer;
  readonly #dirty = new Dirty();
  readonly #walker: Walker;
  readonly #children: Children;
  readonly #observer: Observer;
  readonly #states = new States();
  readonly #forms: Forms;
  readonly #elements: Elements;
  readonly #frames: Frames;
  readonly #boxes: Boxes;
  readonly #scrolls: Scrolls;
  readonly #topLayer: TopLayer;
  readonly #interaction: Interaction;
  readonly #animations: Animations;
  readonly #highlights: Highlights;
  readonly #environment: Environment;
  readonly #resources: Resources;
  readonly #realms = new WeakSet<PageWindow>();
  /** Windows of mirrored documents: a document that has left does not know its own any more. */
  readonly #views = new WeakMap<Node, PageWindow>();
  readonly #listened = new WeakSet<Node>();
  /** Nodes the mask wants to have sent anew. */
  readonly #stale = new Set<Sent>();
  #starting = false;
  #maskSettled = -Infinity;
  /** Elements whose scroll position is still to be looked at before the keyframe is whole. */
  #scan: Sent[] = [];

  constructor(host: CaptureHost, tree: SentTree, writer: Writer, options: PageOptions) {
    this.#host = host;
    this.tree = tree;
    this.#writer = writer;
    this.#options = options;
    const { natives, mask } = host;
    this.#walker = new Walker(natives, mask, tree, writer, this);
    this.#children = new Children(natives, tree, this.#walker, writer, this.#dirty, (s) => this.#gone(s));
    this.#observer = new Observer(natives, tree, this.#dirty, {
      touched: (records) => mask.touched(records),
      changed: (sent) => this.#changed(sent),
      changedInside: (el) => this.#changedInside(el),
      documentChanged: (doc) => host.listenAgain(doc),
      wake: () => host.wake(),
    });
    this.#forms = new Forms(host, tree, this.#states);
    this.#elements = new Elements(host, tree, this.#states, (el) => this.#frames.innerChanged(el));
    this.#frames = new Frames(host, tree, (el) => this.#elements.closedRoot(el));
    this.#boxes = new Boxes(host, this.#states);
    this.#scrolls = new Scrolls(host, tree);
    this.#topLayer = new TopLayer(host, tree);
    this.#interaction = new Interaction(host, tree, (el) => this.#elements.closedRoot(el));
    this.#animations = new Animations(host, tree);
    this.#highlights = new Highlights(host, tree);
    this.#environment = new Environment(host);
    this.#resources = new Resources(host, tree, (ref, type, bytes) => options.sendAsset(ref, type, bytes));
    this.#realm(host.window);
  }

  closedRoot(host: Element): ShadowRoot | null {
    return this.#elements.closedRoot(host);
  }

  get resources(): Resources {
    return this.#resources;
  }

  /** The next `write` starts a keyframe: all that was told is forgotten. */
  restart(): void {
    this.#starting = true;
    this.#dirty.clear();
    this.#stale.clear();
    this.#scan = [];
    this.tree.reset();
    this.#writer.reset();
    for (const part of [
      this.#states,
      this.#forms,
      this.#elements,
      this.#frames,
      this.#boxes,
      this.#scrolls,
      this.#topLayer,
      this.#interaction,
      this.#animations,
      this.#highlights,
      this.#environment,
      this.#resources,
    ]) {
      part.reset();
    }
  }

  /** Whether a keyframe is on its way and not whole yet. */
  get unfinished(): boolean {
    return this.#starting || this.#dirty.rests.size > 0 || this.#scan.length > 0;
  }

  /** Something waits that a leading flush may not look at. */
  get needsLayout(): boolean {
    const parts = [this.#environment, this.#animations, this.#highlights, this.#boxes];
    return this.#scan.length > 0 || parts.some((part) => part.any);
  }

  /** The mask's verdict on a node has changed: it is sent anew. */
  stale(node: Node, attributesOnly: boolean): void {
    const sent = this.tree.get(node);
    if (!sent) return;
    if (!attributesOnly && sent.parent) this.#stale.add(sent);
    else if (this.#host.natives.nodeType(node) === 1) {
      for (const name of this.#host.natives.attributeNames(node as Element))
        this.#dirty.attribute(sent, name);
      this.#changed(sent);
    }
  }

  /** Looks at what no event, hook or mutation shows. */
  poll(): void {
    this.#forms.poll();
    this.#frames.poll();
    if (this.#states.any) this.#host.wake();
  }

  /**
   * Writes what is dirty until `deadline`; in a leading flush nothing that needs layout. Answers whether something
   * is left to write at once.
   */
  write(leading: boolean, deadline: number): boolean {
    this.#settleMask();
    this.#walker.begin(deadline);
    if (this.#starting) this.#start();
    else this.#tree();
    this.#attributes();
    this.#texts();
    this.#resources.write(this.#writer);
    this.#elementsAndStates(leading);
    if (!leading) this.#layoutParts();
    return this.#walker.over || this.#dirty.any || (!leading && this.#scan.length > 0);
  }

  stop(): void {
    this.#observer.stop();
    this.#elements.stop();
    this.#resources.stop();
  }

  /** The mask looks at the page anew when something was observed, or a frame's time has passed between slices. */
  #settleMask(): void {
    const now = this.#host.natives.now();
    if (!this.#observer.drain() && now - this.#maskSettled < MASK_EVERY_MS) return;
    this.#maskSettled = now;
    this.#host.mask.settle();
  }

  // What the walker asks.

  added(el: Element, tag: string, sent: Sent, attributes: readonly string[]): boolean {
    if (tag === "#hidden") return this.#boxes.added(sent);
    let special = this.#resources.added(el, tag, attributes);
    if (this.#forms.isControl(tag)) {
      this.#forms.added(sent);
      special = true;
    } else if (tag === "iframe") special = true;
    else if (tag === "dialog" || attributes.includes("popover")) this.#topLayer.added(el);
    return this.#elements.added(el, tag, sent) || special;
  }

  rootAdded(root: Document | ShadowRoot): void {
    this.#observer.root(root);
    if (this.#host.natives.nodeType(root) === 9) {
      const view = (root as Document).defaultView as PageWindow | null;
      if (view) this.#views.set(root as Document, view);
      if (view) this.#realm(view);
    }
    this.#listen(root);
    this.#animations.root(root);
    this.#resources.rootAdded(root);
  }

  innerOf(el: Element, tag: string): ShadowRoot | Document | null {
    return this.#frames.innerOf(el, tag);
  }

  isClosed(root: ShadowRoot): boolean {
    return root.mode === "closed";
  }

  exclude(el: Element): boolean {
    return el === this.#host.natives.lender || this.#options.exclude(el);
  }

  keepsChildren(_el: Element, tag: string): boolean {
    return !CHILDLESS.has(tag);
  }

  cutOff(parent: Sent, rest: Node): void {
    this.#dirty.rest(parent, rest);
  }

  // Sections.

  #start(): void {
    this.#starting = false;
    this.#writer.uint(Section.Reset);
    this.#observer.drain();
    this.#dirty.clear();
    if (this.#environment.any) {
      this.#writer.uint(Section.Environment);
      this.#environment.write(this.#writer);
    }
    this.#writer.uint(Section.Tree);
    this.#walker.section();
    this.#writer.uint(TreeOp.Append);
    this.#walker.ref(0);
    this.#walker.inner(this.#host.natives.document, null);
    this.#writer.uint(0);
    this.#writer.uint(TreeOp.Done);
    this.#scan.push(...(this.tree.root ? [this.tree.root] : []));
  }

  #tree(): void {
    const { children, rests } = this.#dirty;
    if (children.size + rests.size + this.#stale.size === 0 && !this.#frames.any) return;
    const before = this.#writer.length;
    this.#writer.uint(Section.Tree);
    this.#walker.section();
    const empty = this.#writer.length;
    for (const sent of this.#stale) {
      if (!sent.alive || !sent.parent) continue;
      const { parent, node } = sent;
      const isInner = parent.inner === sent;
      this.#children.forget(sent);
      if (isInner) this.#frames.innerChanged(parent.node as Element);
      else this.#dirty.child(parent, node);
    }
    this.#stale.clear();
    this.#children.flush();
    this.#frames.flush(this.#children);
    if (this.#writer.length === empty) return this.#writer.rewind(before);
    this.#writer.uint(TreeOp.Done);
    this.#interaction.treeChanged();
    this.#highlights.treeChanged();
  }

  #attributes(): void {
    const { attributes } = this.#dirty;
    if (attributes.size === 0) return;
    const w = this.#writer;
    this.#listed(Section.Attributes, () => {
      for (const [sent, names] of attributes) {
        if (this.#walker.tick()) break;
        attributes.delete(sent);
        if (!sent.alive) continue;
        const changes = this.#walker.attributes(sent.node as Element, names);
        if (changes.length === 0) continue;
        this.#walker.ref(sent.id);
        w.uint(changes.length);
        for (const { name, value } of changes) {
          w.str(name);
          w.bool(value !== null);
          if (value !== null) w.str(value);
        }
      }
    });
  }

  #texts(): void {
    const { texts } = this.#dirty;
    if (texts.size === 0) return;
    this.#listed(Section.Text, () => {
      for (const sent of texts) {
        if (this.#walker.tick()) break;
        texts.delete(sent);
        if (!sent.alive || !sent.parent || this.#host.natives.nodeType(sent.node) === 8) continue;
        if (this.#walker.repeats(sent.node as Text, sent.parent)) continue;
        this.#walker.ref(sent.id);
        this.#walker.text(sent.node as Text, sent.parent);
      }
    });
  }

  /** A section of entries that begin with a node; left out when there are none. */
  #listed(section: Section, entries: () => void): void {
    const before = this.#writer.length;
    this.#writer.uint(section);
    this.#walker.section();
    const empty = this.#writer.length;
    entries();
    if (this.#writer.length === empty) this.#writer.rewind(before);
    else this.#writer.int(0);
  }

  #elementsAndStates(leading: boolean): void {
    const w = this.#writer;
    if (this.#elements.any) {
      w.uint(Section.Elements);
      this.#elements.write(w);
    }
    this.#forms.settle();
    this.#elements.settle();
    if (!leading) this.#boxes.settle();
    if (this.#states.any) {
      w.uint(Section.State);
      this.#states.write(w, this.#walker);
    }
    this.#optional(Section.TopLayer, this.#topLayer);
    this.#optional(Section.Interaction, this.#interaction);
    if (this.#scrolls.any) {
      w.uint(Section.Scroll);
      this.#scrolls.write(w, this.#walker);
    }
  }

  #layoutParts(): void {
    this.#optional(Section.Environment, this.#environment);
    if (this.#animations.any) {
      this.#writer.uint(Section.Animations);
      this.#animations.write(this.#writer);
    }
    this.#optional(Section.Highlights, this.#highlights);
    if (!this.#dirty.any) this.#scanScrolled();
  }

  /** A section that may turn out to have nothing to say. */
  #optional(section: Section, part: { readonly any: boolean; write(w: Writer): boolean }): void {
    if (!part.any) return;
    const before = this.#writer.length;
    this.#writer.uint(section);
    if (!part.write(this.#writer)) this.#writer.rewind(before);
  }

  /** Before a keyframe is whole: finds what is scrolled, a slice at a time. */
  #scanScrolled(): void {
    for (let at = this.#scan.pop(); at; at = this.#scan.pop()) {
      if (!at.alive) continue;
      const type = this.#host.natives.nodeType(at.node);
      if (
        type === 9 ||
        (type === 1 && !NEVER_SCROLLED.has(this.#host.natives.localName(at.node as Element)))
      ) {
        this.#scrolls.found(at);
      }
      if (at.inner) this.#scan.push(at.inner);
      for (let c = at.last; c; c = c.prev) if (c.first || c.inner || c.special) this.#scan.push(c);
      if (this.#walker.tick()) break;
    }
    if (!this.#scrolls.any) return;
    this.#writer.uint(Section.Scroll);
    this.#scrolls.write(this.#writer, this.#walker);
  }

  // What happens in the page.

  #realm(w: PageWindow): void {
    if (this.#realms.has(w)) return;
    this.#realms.add(w);
    const parts = [this.#forms, this.#elements, this.#topLayer, this.#animations, this.#highlights];
    this.#host.withinRealm(w, () => {
      for (const part of parts) part.realm(w);
    });
    this.#interaction.view(w);
  }

  #listen(root: Document | ShadowRoot): void {
    // It may have been mirrored before this keyframe.
    if (this.#listened.has(root)) return;
    this.#listened.add(root);
    const on = (type: string, fn: (e: Event) => void) => this.#host.listen(root, type, fn);
    const origin = (e: Event) => this.#host.natives.composedPath(e)[0] as Element;
    on("scroll", (e) => this.#scrolls.moved(origin(e)));
    for (const type of ["input", "change", "invalid"]) on(type, (e) => this.#forms.touch(origin(e)));
    for (const type of ["focusout", "reset", "click"]) on(type, () => this.#forms.touchAll());
    on("selectionchange", () => this.#forms.selectionChanged(root));
    on("load", (e) => this.#frames.innerChanged(origin(e)));
    this.#interaction.root(root);
    this.#topLayer.root(root);
  }

  /** A frame's document has left: its realm is let go of, unless it is the page's own. */
  #viewGone(node: Node): void {
    const view = this.#views.get(node);
    if (!view || view === this.#host.window) return;
    // By hand: document and window keep each other alive through the engine, so the weak map would keep both.
    this.#views.delete(node);
    this.#realms.delete(view);
    this.#elements.realmGone(view);
    this.#host.realmGone(view);
  }

  #changed(sent: Sent): void {
    if (this.#host.natives.nodeType(sent.node) !== 1) return;
    const el = sent.node as Element;
    const tag = this.#host.natives.localName(el);
    this.#resources.changed(el, tag);
    if (this.#forms.isControl(tag)) this.#forms.changedInside(el);
  }

  #changedInside(el: Element): void {
    const sent = this.tree.get(el);
    if (sent) this.#changed(sent);
  }

  #gone(sent: Sent): void {
    const type = this.#host.natives.nodeType(sent.node);
    if (type !== 1) {
      this.#host.unlisten(sent.node);
      this.#listened.delete(sent.node);
      this.#viewGone(sent.node);
      return this.#resources.rootRemoved(sent.node as Document | ShadowRoot);
    }
    this.#forms.removed(sent);
    this.#elements.removed(sent);
    this.#boxes.removed(sent);
    this.#resources.removed(sent.node as Element, this.#host.natives.localName(sent.node as Element));
  }
}
