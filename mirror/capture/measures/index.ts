import { MeasureOp } from "../../codec/measures.ts";
import { MEASURES_REF, SKIPPED_REF } from "../../codec/platform.ts";
import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import type { Scrolls } from "../scroll.ts";
import type { Sent, SentTree } from "../tree.ts";
import type { Walker } from "../walk.ts";
import { createFontMeasuring } from "./fonts.ts";
import { createSizes } from "./sizes.ts";
import { createSkipped } from "./skipped.ts";

/** Time one slice may take, in ms. */
const SLICE_MS = 3;
/** Least time between two rounds through the page, in ms, */
const ROUND_MS = 120;
/** and where only what is not laid out is looked for: events tell what comes into sight. */
const SKIPPED_ROUND_MS = 500;
/** Rounds of the page's poll after a change in which layout may still settle: fonts and pictures arrive late. */
const SETTLING = 5;

interface Step {
  readonly sent: Sent;
  /** All that is inside it was looked at. */
  readonly leaving: boolean;
}

/**
 * What the customer's engine and device decide and no page says: fonts, sizes of fields, thickness of scroll bars, and
 * the boxes that come of them; and sizes that depend on what was seen before. Loaded when an agent looks on with another
 * engine or system, or a page has something of which only what is seen is laid out, and not before.
 */
export type Measures = ReturnType<typeof createMeasures>;

/** @param asked references that a replica wants, in time */
export function createMeasures(
  host: CaptureHost,
  tree: SentTree,
  walker: Walker,
  scrolls: Scrolls,
  asked: ReadonlySet<string>,
) {
  const { natives, mask } = host;
  const fonts = createFontMeasuring(host.window);
  const sizes = createSizes(host, fonts.uses);
  const skipped = createSkipped(host, tree, scrolls);
  /** Nodes of this round that are still to be looked at, each after what is in it. */
  let queue: Step[] = [];
  /** Nodes of this round that hold what may not leave. */
  let secretive = new Set<Sent>();
  let roundAt = Number.NEGATIVE_INFINITY;
  const betweenRounds = (): number => (asked.has(MEASURES_REF) ? ROUND_MS : SKIPPED_ROUND_MS);
  let isDue = true;
  let settling = SETTLING;
  let timer = 0;
  host.onStop(() => natives.clearTimeout(timer));

  return {
    get any(): boolean {
      return queue.length > 0 || skipped.any || (isDue && natives.now() - roundAt >= betweenRounds());
    },
    changed,
    poll,
    write,
    reset,
  };

  /** Something was sent: boxes may have changed. */
  function changed(): void {
    settling = SETTLING;
    again();
  }

  function poll(): void {
    if (settling === 0) return;
    settling--;
    again();
  }

  function again(): void {
    isDue = true;
    timer ||= natives.setTimeout(() => {
      timer = 0;
      host.wakeLater();
    }, betweenRounds());
  }

  /** Body of the Measures section; false: nothing to tell. Reads layout. */
  function write(w: Writer): boolean {
    look();
    if (queue.length > 0) host.wakeLater();
    if (!fonts.any && !sizes.any && !skipped.any) return false;
    walker.section();
    fonts.write(w);
    sizes.write(w, walker);
    skipped.write(w, walker);
    w.uint(MeasureOp.End);
    return true;
  }

  /** One slice of a round. */
  function look(): void {
    const until = natives.now() + SLICE_MS;
    if (queue.length === 0 && tree.root) {
      isDue = false;
      roundAt = natives.now();
      queue = [{ sent: tree.root, leaving: false }];
      secretive = new Set();
      sizes.begin();
      skipped.begin();
    }
    for (let step = queue.pop(); step; step = queue.pop()) {
      const { sent, leaving } = step;
      if (!sent.alive) continue;
      if (leaving) leave(sent);
      else enter(sent);
      if (natives.now() > until) break;
    }
  }

  function enter(sent: Sent): void {
    queue.push({ sent, leaving: true });
    if (asked.has(SKIPPED_REF)) skipped.enter(sent);
    for (let child = sent.last; child; child = child.prev) {
      const type = natives.nodeType(child.node);
      if (type === 1) queue.push({ sent: child, leaving: false });
      else if (type === 3 && !host.mask.facts(child.node)) secretive.add(sent);
    }
    if (sent.inner) queue.push({ sent: sent.inner, leaving: false });
  }

  function leave(sent: Sent): void {
    const mayKnow = isKnown(sent, secretive.has(sent));
    skipped.leave(sent, mayKnow);
    if (!mayKnow && sent.parent) secretive.add(sent.parent);
  }

  /** Whether what a node measures may be known: what is not laid out would be, if it were looked at. */
  function isKnown(sent: Sent, holdsSecret: boolean): boolean {
    if (natives.nodeType(sent.node) !== 1) return !holdsSecret;
    const el = sent.node as Element;
    if (asked.has(MEASURES_REF) && !skipped.hides(sent)) return sizes.look(sent, holdsSecret);
    return !holdsSecret && mask.classify(el) !== "hidden" && mask.facts(el);
  }

  function reset(): void {
    fonts.reset();
    sizes.reset();
    skipped.reset();
    queue = [];
    roundAt = Number.NEGATIVE_INFINITY;
    isDue = true;
    settling = SETTLING;
  }
}
