import { StateKind } from "../../codec/sections.ts";
import type { CaptureHost, PageWindow } from "../host.ts";
import type { States } from "../states.ts";
import type { Sent, SentTree } from "../tree.ts";

/** Elements that animate their parent. */
const ANIMATIONS = "animate,animateMotion,animateTransform,set";

const CLOCK_CALLS = ["pauseAnimations", "unpauseAnimations", "setCurrentTime"];
const ANIMATION_CALLS = ["beginElement", "beginElementAt", "endElement", "endElementAt"];
/** None of them bubbles. */
const EVENTS = ["beginEvent", "endEvent"];

/** Starts are told in ms. */
const MS = 1_000;
/** An animation that does not run. */
const OVER = "";

/**
 * Where the time of each drawing stands that has animations, and when those of them began that a script or an event has
 * begun: of all others the markup says it.
 */
export type SvgClocks = ReturnType<typeof createSvgClocks>;

export function createSvgClocks(host: CaptureHost, tree: SentTree, states: States) {
  const { natives } = host;
  /** Drawings with animations whose time the replica knows. */
  const clocks = new Set<Element>();
  /** Those whose time is to be told. */
  const dueClocks = new Set<Element>();
  const dueAnimations = new Set<Element>();
  /** Starts of animations that have ended since: they may hold what they came to. */
  const ended = new WeakMap<Element, string>();
  /** Those that script has begun or ended. */
  const called = new WeakSet<Element>();
  const heard = new WeakSet<Node>();

  return { realm, added, treeChanged, rootGone, settle, reset };

  function realm(w: PageWindow): void {
    for (const key of CLOCK_CALLS) {
      host.notice(w.SVGSVGElement?.prototype, key, (self) => {
        if (clocks.has(self as Element)) dueClocks.add(self as Element);
        host.wake();
      });
    }
    for (const key of ANIMATION_CALLS) {
      host.notice(w.SVGAnimationElement?.prototype, key, (self) => {
        called.add(self as Element);
        mark(self as Element);
      });
    }
  }

  /** An element was sent, or found among those that were. */
  function added(el: Element): void {
    if (!natives.matches(el, ANIMATIONS)) return;
    const clock = clockOf(el);
    if (!clock) return;
    listen(natives.getRootNode(el));
    if (!clocks.has(clock)) {
      clocks.add(clock);
      dueClocks.add(clock);
    }
    if (isTold(el)) mark(el);
  }

  /** What has left is not kept. */
  function treeChanged(): void {
    for (const clock of clocks) if (!tree.get(clock)) clocks.delete(clock);
  }

  function rootGone(root: Node): void {
    heard.delete(root);
  }

  /** Reads what is to be told. */
  function settle(): void {
    // First: starts are moments of them.
    for (const el of dueClocks) tell(el, timeOf(el), null);
    for (const el of dueAnimations) {
      // One that the clock begins is shown running, and script may have ended it.
      tell(el, startOf(el), isTimed(natives.attr(el, "begin")) ? null : OVER);
    }
    dueClocks.clear();
    dueAnimations.clear();
  }

  function reset(): void {
    clocks.clear();
    dueClocks.clear();
    dueAnimations.clear();
  }

  function mark(el: Element): void {
    dueAnimations.add(el);
    host.wake();
  }

  function listen(root: Node): void {
    if (heard.has(root)) return;
    heard.add(root);
    for (const type of EVENTS) {
      host.listen(root, type, (e) => {
        const el = natives.composedPath(e)[0] as Element;
        if (isTold(el)) mark(el);
      });
    }
  }

  /** Whether more than its markup begins an animation. */
  function isTold(el: Element): boolean {
    return called.has(el) || !isTimed(natives.attr(el, "begin"));
  }

  function tell(el: Element, moment: string, assumed: string | null): void {
    const sent: Sent | undefined = tree.get(el);
    if (sent && host.mask.facts(el)) states.set(sent, StateKind.Moment, moment, assumed);
  }

  /** The outermost drawing around an element: its time is that of all in it. */
  function clockOf(el: Element): SVGSVGElement | null {
    let clock: Element | null = null;
    for (let at: ParentNode | null = natives.parentNode(el); at; at = natives.parentNode(at)) {
      if (natives.nodeType(at) === 1 && natives.localName(at as Element) === "svg") clock = at as Element;
    }
    return clock as SVGSVGElement | null;
  }

  /** Its time in seconds, and whether it rests. */
  function timeOf(el: Element): string {
    const clock = el as SVGSVGElement;
    return `${clock.getCurrentTime()} ${clock.animationsPaused() ? "paused" : "running"}`;
  }

  /** When an animation began, on its drawing's clock. */
  function startOf(el: Element): string {
    try {
      const start = String(Math.round((el as SVGAnimationElement).getStartTime() * MS));
      ended.set(el, start);
      return start;
    } catch {
      // It does not run. What it came to may last.
      return natives.attr(el, "fill") === "freeze" ? (ended.get(el) ?? OVER) : OVER;
    }
  }
}

/** Whether an animation begins by the clock alone: at offsets, or with others of the drawing. */
function isTimed(begin: string | null): boolean {
  return (begin ?? "0").split(";").every((one) => /^\s*([-+]?\d|[^.]*\.(begin|end)\b)/.test(one));
}
