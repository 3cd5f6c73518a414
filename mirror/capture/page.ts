import type { DeviceViewport } from "../codec/measures.ts";
import { Section } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { settleBoxes } from "./boxes.ts";
import { type Changes, createChanges } from "./changes.ts";
import { type Children, createChildren } from "./children.ts";
import { Dirty } from "./dirty.ts";
import { createEffectGate, type EffectGate } from "./effect-gate.ts";
import { createElements, type Elements } from "./elements.ts";
import { createEnvironment, type Environment } from "./environment.ts";
import type { Forms } from "./forms.ts";
import { createFrames, type Frames } from "./frames.ts";
import { ACTING_MS, createGovernor, type Governor } from "./governor.ts";
import type { CaptureHost } from "./host.ts";
import { createInteraction, type Interaction } from "./interaction.ts";
import { createLate, type Late } from "./late.ts";
import { isControl } from "./mask/controls.ts";
import type { JudgeChunk } from "./mask/mask.ts";
import { createObserver, type Observer } from "./observe.ts";
import { createOnDemand, type OnDemand } from "./on-demand.ts";
import { createResources, type HeldByOwner, type Resources } from "./resource-parts.ts";
import { createRoots, type Roots } from "./roots.ts";
import { createScrolls, type Scrolls } from "./scroll.ts";
import { optional } from "./section.ts";
import { createStates } from "./states.ts";
import type { Sent, SentTree } from "./tree.ts";
import { createWalker, type Walker } from "./walk.ts";

/** How the capture's owner sees its page. */
export interface PageOptions extends HeldByOwner {
  exclude(el: Element): boolean;
  sendAsset(ref: string, type: string, bytes: Uint8Array): void;
  listsOrigin?(origin: string): Promise<boolean>;
  readonly checksDrift?: boolean;
  measureDevice?(): DeviceViewport;
}

/** Between slices of one flush the page has not run long enough to change what the mask cannot observe. */
const MASK_EVERY_MS = 16;
/** Elements whose children are told in another way, or not at all. */
const CHILDLESS: ReadonlySet<string> = new Set(["style", "link", "textarea", "iframe", "canvas", "script"]);

/** Elements that may be in the top layer or move by themselves. */
const EFFECTIVE = /^(dialog|svg|set|animate.*)$/;

/**
 * Everything the mirror knows of a page, and how it is written. Parts mark what is dirty at any time; `write` reads
 * the present state of what is marked.
 */
export type Page = ReturnType<typeof createPage>;

export function createPage(host: CaptureHost, tree: SentTree, writer: Writer, options: PageOptions) {
  const dirty = new Dirty();
  const states = createStates();
  /** Form controls that were sent. */
  const controls = new Set<Sent>();
  /** Hidden areas that were sent; they follow the layout, which changes with anything. */
  const boxes = new Set<Sent>();
  let tellBoxes: typeof settleBoxes | undefined;
  const lateForms: Late<Forms> = createLate(host);
  let starting = false;
  let maskSettled = -Infinity;
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
  const governor: Governor = createGovernor(host, dirty);
  const childLists: Children = createChildren(natives, tree, walker, writer, dirty, governor.holds, gone);
  const observer: Observer = createObserver(natives, tree, dirty, {
    touched: (records) => {
      maskSettled = -Infinity;
      mask.touched(records);
    },
    changed,
    changedInside,
    documentChanged: (doc) => {
      host.listenAgain(doc);
      frames.reopened(doc);
    },
    wake: host.wake,
  });
  const elements: Elements = createElements(host, tree, states, (el) => frames.innerChanged(el));
  const frames: Frames = createFrames(
    host,
    tree,
    walker.changesMode,
    (el, tag) => elements.rootOf(el, tag),
    options,
  );
  const needBoxes: () => void = host.onSign(
    () => import("./boxes.ts"),
    (chunk) => {
      tellBoxes = chunk.settleBoxes;
    },
    true,
  );
  const scrolls: Scrolls = createScrolls(host, tree);
  const interaction: Interaction = createInteraction(host, tree, (el) => elements.closedRoot(el));
  const gate: EffectGate = createEffectGate(host, tree, states, observer.mark);
  const environment: Environment = createEnvironment(host);
  const resources: Resources = createResources(
    host,
    tree,
    (ref, type, bytes) => options.sendAsset(ref, type, bytes),
    options,
  );
  const roots: Roots = createRoots(host, [elements, lateForms, gate, interaction], listen);
  const changes: Changes = createChanges(natives, walker, writer, dirty, childLists, frames, governor.holds);
  const onDemand: OnDemand = createOnDemand(host, tree, walker, options, elements.declare, scrolls);
  return {
    frames,
    resources,
    /** The replica wants a resource, or what an engine of its own cannot know. */
    wanted: (ref: string): void => {
      if (!onDemand.wanted(ref)) resources.wanted(ref);
    },
    closedRoot: elements.closedRoot,
    judged,
    restart,
    stale,
    poll,
    write,
    stop,
    /** Whether a keyframe is on its way and not whole yet. */
    get unfinished(): boolean {
      return starting || mask.isWaiting || dirty.rests.size > 0 || scrolls.unfinished;
    },
    /** Something waits that a leading flush may not look at. */
    get needsLayout(): boolean {
      const parts = [environment, onDemand, gate.effects?.animations, gate.effects?.highlights];
      return scrolls.unfinished || boxes.size > 0 || parts.some((part) => part?.any);
    },
  };

  /** What can judge fields is here. */
  function judged({ createForms }: JudgeChunk): void {
    lateForms.arrive(createForms(host, tree, states, controls));
    lateForms.part?.touchAll();
  }

  /** The next `write` starts a keyframe: all that was told is forgotten. */
  function restart(): void {
    starting = true;
    controls.clear();
    boxes.clear();
    tree.reset();
    writer.reset();
    for (const part of [
      lateForms.part,
      changes,
      states,
      elements.custom,
      frames,
      scrolls,
      interaction,
      gate.effects,
      environment,
      resources,
      onDemand,
    ]) {
      part?.reset();
    }
  }

  /** The mask's verdict on a node has changed: it is sent anew. */
  function stale(node: Node, attributesOnly: boolean): void {
    const sent = tree.get(node);
    if (!sent) return;
    changes.stale(sent, attributesOnly);
    if (attributesOnly) changed(sent);
  }

  /** Looks at what no event, hook or mutation shows. */
  function poll(): void {
    lateForms.part?.poll();
    frames.poll();
    onDemand.poll(!starting && tree.root !== null);
    if (states.any || onDemand.driftDue) host.wake();
  }

  /**
   * Writes what is dirty until `deadline`; in a leading flush nothing that needs layout, and for a link that `isBehind`
   * less of what changes all the time. Answers whether something is left to write at once.
   */
  function write(leading: boolean, deadline: number, isBehind: boolean): boolean {
    settleMask();
    walker.begin(deadline, starting);
    const isActing = scrolls.any || interaction.any;
    // A check compares all there is: nothing is held back from it.
    governor.begin(isActing ? ACTING_MS : onDemand.driftDue ? 1 : 0, isBehind);
    const before = writer.length;
    const starts = starting;
    if (starts) start();
    else if (changes.lists()) {
      interaction.treeChanged();
      gate.effects?.treeChanged();
    }
    changes.attributes();
    if (changes.texts()) gate.effects?.highlights.treeChanged();
    if (mask.isWaiting) return true;
    // A keyframe's first slice has enough to do.
    if (!starts || dirty.rests.size === 0) resources.write(writer);
    elementsAndStates(leading);
    if (!leading) layoutParts();
    const more = walker.over || dirty.any || (!leading && scrolls.unfinished);
    if (writer.length > before) onDemand.changed();
    if (!more && !leading && dirty.held === 0) onDemand.writeCheck(writer);
    return more;
  }

  function stop(): void {
    observer.stop();
    elements.stop();
    frames.stop();
    resources.stop();
  }

  /** The mask looks at the page anew when something was observed, or a frame's time has passed between slices. */
  function settleMask(): void {
    gate.effects?.observe();
    observer.drain();
    const now = host.natives.now();
    if (now - maskSettled < MASK_EVERY_MS) return;
    maskSettled = now;
    host.mask.settle();
  }

  // What the walker asks.
  function added(el: Element, tag: string, sent: Sent, attributes: readonly string[]): boolean {
    if (tag === "#hidden") {
      boxes.add(sent);
      needBoxes();
      host.wakeLater();
      return true;
    }
    let special = resources.added(el, tag, attributes);
    if (isControl(tag)) {
      controls.add(sent);
      lateForms.part?.touchNew(sent);
      special = true;
    } else if (tag === "iframe") special = true;
    else if (EFFECTIVE.test(tag) || attributes.includes("popover")) gate.candidate(el);
    return elements.added(el, tag, sent) || special;
  }

  function rootAdded(root: Document | ShadowRoot): void {
    mask.root(root);
    observer.root(root);
    roots.added(root);
    gate.root(root);
    resources.rootAdded(root);
  }

  // Sections.
  function start(): void {
    starting = false;
    writer.uint(Section.Reset);
    observer.drain();
    dirty.clear();
    optional(writer, Section.Environment, environment);
    changes.whole();
    if (tree.root) scrolls.lookInto(tree.root);
  }

  function elementsAndStates(leading: boolean): void {
    const w = writer;
    const { custom } = elements;
    if (custom?.any) {
      w.uint(Section.Elements);
      custom.write(w);
    }
    lateForms.part?.settle();
    custom?.settle();
    gate.effects?.settle();
    if (!leading) tellBoxes?.(host, states, boxes);
    if (states.any) {
      w.uint(Section.State);
      states.write(w, walker);
    }
    optional(writer, Section.TopLayer, gate.effects?.topLayer);
    optional(writer, Section.Interaction, interaction);
    optional(writer, Section.ChildFrames, frames.childFrames);
    scrolls.write(w, walker);
  }

  function layoutParts(): void {
    optional(writer, Section.Environment, environment);
    optional(writer, Section.Animations, gate.effects?.animations);
    optional(writer, Section.Highlights, gate.effects?.highlights);
    if (dirty.any) return;
    scrolls.find(walker);
    scrolls.write(writer, walker);
    onDemand.writeMeasures(writer);
  }

  // What happens in the page.
  function listen(root: Document | ShadowRoot): void {
    const on = (type: string, fn: (e: Event) => void) => host.listen(root, type, fn);
    const origin = (e: Event) => host.natives.composedPath(e)[0] as Element;
    on("scroll", (e) => scrolls.moved(origin(e)));
    for (const type of ["input", "change", "invalid"]) on(type, (e) => lateForms.part?.touch(origin(e)));
    for (const type of ["focusout", "reset", "click"]) on(type, () => lateForms.part?.touchAll());
    for (const type of ["pointerdown", "keyup"]) on(type, (e) => lateForms.part?.pressed(origin(e)));
    on("selectionchange", () => lateForms.part?.selectionChanged(root));
    on("load", (e) => frames.innerChanged(origin(e)));
    on("fullscreenchange", gate.need);
    interaction.root(root);
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
      roots.removed(sent.node);
      gate.effects?.rootGone(sent.node as Document | ShadowRoot);
      return resources.rootRemoved(sent.node as Document | ShadowRoot);
    }
    controls.delete(sent);
    elements.custom?.removed(sent);
    boxes.delete(sent);
    resources.removed(sent.node as Element, host.natives.localName(sent.node as Element));
  }
}
