import { MEASURES_REF } from "../codec/platform.ts";
import { Section, StateKind, TreeOp } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import { type Boxes, createBoxes } from "./boxes.ts";
import { type Children, createChildren } from "./children.ts";
import { Dirty } from "./dirty.ts";
import type { Drift } from "./drift.ts";
import { createEffectGate, type EffectGate } from "./effect-gate.ts";
import { createElements, type Elements } from "./elements.ts";
import { createEnvironment, type Environment } from "./environment.ts";
import type { FieldParts } from "./field-parts.ts";
import type { Forms } from "./forms.ts";
import { createFrames, type Frames } from "./frames.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { createInteraction, type Interaction } from "./interaction.ts";
import { createLate, type Late } from "./late.ts";
import { isControl } from "./mask/scope.ts";
import type { Measures } from "./measures/index.ts";
import { createObserver, type Observer } from "./observe.ts";
import { createResources, type Resources } from "./resource-parts.ts";
import { createScrolls, type Scrolls } from "./scroll.ts";
import { createStates } from "./states.ts";
import type { Sent, SentTree } from "./tree.ts";
import { createWalker, type Walker } from "./walk.ts";

/** How the capture's owner sees its page. */
export interface PageOptions {
  exclude(el: Element): boolean;
  sendAsset(ref: string, type: string, bytes: Uint8Array): void;
  listsOrigin?(origin: string): Promise<boolean>;
  readonly checksDrift?: boolean;
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
export type Page = ReturnType<typeof createPage>;

export function createPage(
  host: CaptureHost,
  tree: SentTree,
  writer: Writer,
  options: PageOptions,
  fieldParts: FieldParts,
) {
  const dirty = new Dirty();
  const states = createStates();
  const realms = new WeakSet<PageWindow>();
  /** Form controls that were sent. */
  const controls = new Set<Sent>();
  const lateForms: Late<Forms> = createLate(host);
  /** Windows of mirrored documents: a document that has left does not know its own any more. */
  const views = new WeakMap<Node, PageWindow>();
  const listened = new WeakSet<Node>();
  /** Nodes the mask wants to have sent anew. */
  const staleNodes = new Set<Sent>();
  let starting = false;
  let drift: Drift | undefined;
  let isChecking = options.checksDrift === false;
  let driftDue = false;
  let measures: Measures | undefined;
  let isMeasuring = false;
  let maskSettled = -Infinity;
  /** Elements whose scroll position is still to be looked at before the keyframe is whole. */
  let scan: Sent[] = [];
  const { natives, mask } = host;
  const walker: Walker = createWalker(natives, mask, tree, writer, {
    added,
    rootAdded,
    innerOf: (el, tag) => frames.innerOf(el, tag),
    isClosed: (root) => root.mode === "closed",
    exclude: (el) => el === natives.lender || options.exclude(el),
    keepsChildren: (_el, tag) => !CHILDLESS.has(tag),
    cutOff: (parent, rest) => dirty.rest(parent, rest),
  });
  const childLists: Children = createChildren(natives, tree, walker, writer, dirty, gone);
  const observer: Observer = createObserver(natives, tree, dirty, {
    touched: mask.touched,
    changed: changed,
    changedInside: changedInside,
    documentChanged: host.listenAgain,
    wake: host.wake,
  });
  const elements: Elements = createElements(host, tree, states, (el) => frames.innerChanged(el));
  const frames: Frames = createFrames(host, tree, (el) => elements.closedRoot(el), options);
  const boxes: Boxes = createBoxes(host, states);
  const scrolls: Scrolls = createScrolls(host, tree);
  const interaction: Interaction = createInteraction(host, tree, (el) => elements.closedRoot(el));
  const gate: EffectGate = createEffectGate(host, tree);
  const environment: Environment = createEnvironment(host);
  const resources: Resources = createResources(host, tree, (ref, type, bytes) =>
    options.sendAsset(ref, type, bytes),
  );
  fieldParts.onArrival((chunk) => {
    if (!chunk) return;
    lateForms.arrive(chunk.createForms(host, tree, states, controls, StateKind));
    lateForms.part?.touchAll();
  });
  realm(host.window);

  return {
    frames,
    resources,
    wanted,
    closedRoot: elements.closedRoot,
    restart,
    stale,
    poll,
    write,
    stop,
    /** Whether a keyframe is on its way and not whole yet. */
    get unfinished(): boolean {
      return starting || dirty.rests.size > 0 || scan.length > 0;
    },
    /** Something waits that a leading flush may not look at. */
    get needsLayout(): boolean {
      return (
        driftDue ||
        scan.length > 0 ||
        [environment, boxes, measures, gate.effects?.animations, gate.effects?.highlights].some(
          (part) => part?.any,
        )
      );
    },
  };

  /** The next `write` starts a keyframe: all that was told is forgotten. */
  function restart(): void {
    starting = true;
    measures?.reset();
    dirty.clear();
    staleNodes.clear();
    controls.clear();
    lateForms.part?.reset();
    scan = [];
    tree.reset();
    writer.reset();
    for (const part of [
      states,
      elements,
      frames,
      boxes,
      scrolls,
      interaction,
      gate,
      environment,
      resources,
    ]) {
      part.reset();
    }
  }

  /** The mask's verdict on a node has changed: it is sent anew. */
  function stale(node: Node, attributesOnly: boolean): void {
    const sent = tree.get(node);
    if (!sent) return;
    if (!attributesOnly && sent.parent) staleNodes.add(sent);
    else if (host.natives.nodeType(node) === 1) {
      for (const name of host.natives.attributeNames(node as Element)) dirty.attribute(sent, name);
      changed(sent);
    }
  }

  /** Looks at what no event, hook or mutation shows. */
  function poll(): void {
    lateForms.part?.poll();
    frames.poll();
    measures?.poll();
    if (!drift) checkDrift();
    else if (drift.due()) driftDue = true;
    if (states.any || driftDue) host.wake();
  }

  /** The drift check comes when the page is shown: nothing needs it before. */
  function checkDrift(): void {
    if (isChecking || starting || !tree.root) return;
    isChecking = true;
    import("./drift.ts").then(
      ({ createDrift }) => {
        drift = createDrift(natives, tree, walker);
        drift.changed();
      },
      () => {
        isChecking = false; // a connection that is gone for a moment: the next round tries again
      },
    );
  }

  /** The replica wants a resource, or what an engine of its own cannot know. */
  function wanted(ref: string): void {
    if (ref !== MEASURES_REF) return resources.wanted(ref);
    if (isMeasuring) return;
    isMeasuring = true;
    import("./measures/index.ts").then(
      ({ createMeasures }) => {
        measures = createMeasures(host, tree, walker);
        host.wakeLater();
      },
      () => {
        isMeasuring = false; // the next keyframe's replica asks again
      },
    );
  }

  /**
   * Writes what is dirty until `deadline`; in a leading flush nothing that needs layout. Answers whether something
   * is left to write at once.
   */
  function write(leading: boolean, deadline: number): boolean {
    settleMask();
    walker.begin(deadline);
    const before = writer.length;
    if (starting) start();
    else writeTree();
    attributes();
    texts();
    resources.write(writer);
    elementsAndStates(leading);
    if (!leading) layoutParts();
    const more = walker.over || dirty.any || (!leading && scan.length > 0);
    if (writer.length > before) {
      drift?.changed();
      measures?.changed();
    }
    if (driftDue && !more && !leading) {
      driftDue = false;
      drift?.write(writer, Section.Check);
    }
    return more;
  }

  function stop(): void {
    observer.stop();
    elements.stop();
    frames.stop();
    gate.stop();
    resources.stop();
  }

  /** The mask looks at the page anew when something was observed, or a frame's time has passed between slices. */
  function settleMask(): void {
    const now = host.natives.now();
    if (!observer.drain() && now - maskSettled < MASK_EVERY_MS) return;
    maskSettled = now;
    host.mask.settle();
  }

  // What the walker asks.
  function added(el: Element, tag: string, sent: Sent, attributes: readonly string[]): boolean {
    if (tag === "#hidden") return boxes.added(sent);
    let special = resources.added(el, tag, attributes);
    if (isControl(tag)) {
      controls.add(sent);
      lateForms.part?.touchNew(sent);
      special = true;
    } else if (tag === "iframe") special = true;
    else if (tag === "dialog" || attributes.includes("popover")) gate.candidate(el);
    return elements.added(el, tag, sent) || special;
  }

  function rootAdded(root: Document | ShadowRoot): void {
    observer.root(root);
    if (host.natives.nodeType(root) === 9) {
      const view = (root as Document).defaultView as PageWindow | null;
      if (view) views.set(root as Document, view);
      if (view) realm(view);
    }
    listen(root);
    gate.root(root);
    resources.rootAdded(root);
  }

  // Sections.
  function start(): void {
    starting = false;
    writer.uint(Section.Reset);
    observer.drain();
    dirty.clear();
    if (environment.any) {
      writer.uint(Section.Environment);
      environment.write(writer);
    }
    writer.uint(Section.Tree);
    walker.section();
    writer.uint(TreeOp.Append);
    walker.ref(0);
    walker.inner(host.natives.document, null);
    writer.uint(0);
    writer.uint(TreeOp.Done);
    scan.push(...(tree.root ? [tree.root] : []));
  }

  function writeTree(): void {
    const { children, rests } = dirty;
    if (children.size + rests.size + staleNodes.size === 0 && !frames.any) return;
    const before = writer.length;
    writer.uint(Section.Tree);
    walker.section();
    const empty = writer.length;
    for (const sent of staleNodes) {
      if (!sent.alive || !sent.parent) continue;
      const { parent, node } = sent;
      const isInner = parent.inner === sent;
      childLists.forget(sent);
      if (isInner) frames.innerChanged(parent.node as Element);
      else dirty.child(parent, node);
    }
    staleNodes.clear();
    childLists.flush();
    frames.flush(childLists);
    if (writer.length === empty) return writer.rewind(before);
    writer.uint(TreeOp.Done);
    interaction.treeChanged();
    gate.effects?.highlights.treeChanged();
  }

  function attributes(): void {
    const { attributes } = dirty;
    if (attributes.size === 0) return;
    const w = writer;
    listed(Section.Attributes, () => {
      for (const [sent, names] of attributes) {
        if (walker.tick()) break;
        attributes.delete(sent);
        if (!sent.alive) continue;
        const changes = walker.attributes(sent.node as Element, names);
        if (changes.length === 0) continue;
        walker.ref(sent.id);
        w.uint(changes.length);
        for (const { name, value } of changes) {
          w.str(name);
          w.bool(value !== null);
          if (value !== null) w.str(value);
        }
      }
    });
  }

  function texts(): void {
    const { texts } = dirty;
    if (texts.size === 0) return;
    listed(Section.Text, () => {
      for (const sent of texts) {
        if (walker.tick()) break;
        texts.delete(sent);
        if (!sent.alive || !sent.parent || host.natives.nodeType(sent.node) === 8) continue;
        if (walker.repeats(sent.node as Text, sent.parent)) continue;
        walker.ref(sent.id);
        walker.text(sent.node as Text, sent.parent);
      }
    });
  }

  /** A section of entries that begin with a node; left out when there are none. */
  function listed(section: Section, entries: () => void): void {
    const before = writer.length;
    writer.uint(section);
    walker.section();
    const empty = writer.length;
    entries();
    if (writer.length === empty) writer.rewind(before);
    else writer.int(0);
  }

  function elementsAndStates(leading: boolean): void {
    const w = writer;
    if (elements.any) {
      w.uint(Section.Elements);
      elements.write(w);
    }
    lateForms.part?.settle();
    elements.settle();
    if (!leading) boxes.settle();
    if (states.any) {
      w.uint(Section.State);
      states.write(w, walker);
    }
    optional(Section.TopLayer, gate.effects?.topLayer);
    optional(Section.Interaction, interaction);
    optional(Section.ChildFrames, frames.childFrames);
    if (scrolls.any) {
      w.uint(Section.Scroll);
      scrolls.write(w, walker);
    }
  }

  function layoutParts(): void {
    optional(Section.Environment, environment);
    optional(Section.Animations, gate.effects?.animations);
    optional(Section.Highlights, gate.effects?.highlights);
    if (!dirty.any) {
      scanScrolled();
      optional(Section.Measures, measures);
    }
  }

  /** A section that may turn out to have nothing to say. */
  function optional(section: Section, part?: { readonly any: boolean; write(w: Writer): boolean }): void {
    if (!part?.any) return;
    const before = writer.length;
    writer.uint(section);
    if (!part.write(writer)) writer.rewind(before);
  }

  /** Before a keyframe is whole: finds what is scrolled, a slice at a time. */
  function scanScrolled(): void {
    for (let at = scan.pop(); at; at = scan.pop()) {
      if (!at.alive) continue;
      const type = host.natives.nodeType(at.node);
      if (type === 9 || (type === 1 && !NEVER_SCROLLED.has(host.natives.localName(at.node as Element)))) {
        scrolls.found(at);
      }
      if (at.inner) scan.push(at.inner);
      for (let c = at.last; c; c = c.prev) if (c.first || c.inner || c.special) scan.push(c);
      if (walker.tick()) break;
    }
    if (!scrolls.any) return;
    writer.uint(Section.Scroll);
    scrolls.write(writer, walker);
  }

  // What happens in the page.
  function realm(w: PageWindow): void {
    if (realms.has(w)) return;
    realms.add(w);
    const parts = [elements, lateForms, gate];
    host.withinRealm(w, () => {
      for (const part of parts) part.realm(w);
    });
    interaction.view(w);
  }

  function listen(root: Document | ShadowRoot): void {
    // It may have been mirrored before this keyframe.
    if (listened.has(root)) return;
    listened.add(root);
    const on = (type: string, fn: (e: Event) => void) => host.listen(root, type, fn);
    const origin = (e: Event) => host.natives.composedPath(e)[0] as Element;
    on("scroll", (e) => scrolls.moved(origin(e)));
    for (const type of ["input", "change", "invalid"]) on(type, (e) => lateForms.part?.touch(origin(e)));
    for (const type of ["focusout", "reset", "click"]) on(type, () => lateForms.part?.touchAll());
    on("selectionchange", () => lateForms.part?.selectionChanged(root));
    on("load", (e) => frames.innerChanged(origin(e)));
    interaction.root(root);
  }

  /** A frame's document has left: its realm is let go of, unless it is the page's own. */
  function viewGone(node: Node): void {
    const view = views.get(node);
    if (!view || view === host.window) return;
    // By hand: document and window keep each other alive through the engine, so the weak map would keep both.
    views.delete(node);
    realms.delete(view);
    lateForms.realmGone(view);
    gate.realmGone(view);
    elements.realmGone(view);
    host.realmGone(view);
  }

  function changed(sent: Sent): void {
    if (host.natives.nodeType(sent.node) !== 1) return;
    const el = sent.node as Element;
    const tag = host.natives.localName(el);
    resources.changed(el, tag);
    if (isControl(tag)) lateForms.part?.changedInside(el);
  }

  function changedInside(el: Element): void {
    const sent = tree.get(el);
    if (sent) changed(sent);
  }

  function gone(sent: Sent): void {
    const type = host.natives.nodeType(sent.node);
    if (type !== 1) {
      host.unlisten(sent.node);
      listened.delete(sent.node);
      viewGone(sent.node);
      gate.rootGone(sent.node as Document | ShadowRoot);
      return resources.rootRemoved(sent.node as Document | ShadowRoot);
    }
    controls.delete(sent);
    elements.removed(sent);
    boxes.removed(sent);
    resources.removed(sent.node as Element, host.natives.localName(sent.node as Element));
  }
}
