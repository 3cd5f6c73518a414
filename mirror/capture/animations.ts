import { plainJson } from "@samepage/wire";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { ToldAnimation, ToldEffect, ToldTimeline } from "./told-animation.ts";
import type { SentTree } from "./tree.ts";

/** Animations of sheets that are told at a keyframe, at most: the others begin anew in the replica. */
const RUNNING_MAX = 200;

/** Animations remembered, at most: those of elements that have left are nobody's sooner or later. */
const KNOWN_MAX = 2_000;

const ANIMATION_NAME = "animation-name:";

const CALLS = [
  "play",
  "pause",
  "cancel",
  "finish",
  "reverse",
  "updatePlaybackRate",
  "commitStyles",
  "persist",
];
const WRITES = ["currentTime", "startTime", "playbackRate", "effect", "timeline", "rangeStart", "rangeEnd"];
const EFFECT_PARTS = ["setKeyframes", "target", "pseudoElement", "composite"];

/** An animation that the sheets begin. */
type SheetsAnimation = Animation & { readonly animationName?: string; readonly transitionProperty?: string };
/** One that scrolling may move. */
type RangedAnimation = Animation & { readonly rangeStart?: unknown; readonly rangeEnd?: unknown };
type MovingTimeline = AnimationTimeline & {
  readonly source?: Element | null;
  readonly subject?: Element | null;
  readonly axis?: string;
};

/** What was told of an animation. */
interface Entry {
  id: number;
  /** Its JSON, "" for nothing. */
  told: string;
  /** Id that its element had then. */
  target: number;
}

/**
 * Animations by script, at their moment of the time line. Those of sheets run in the replica by themselves: they are
 * told where they stand at a keyframe, and what script does with them.
 */
export type Animations = ReturnType<typeof createAnimations>;

/** @param touched animations that script has touched before this was here */
export function createAnimations(host: CaptureHost, tree: SentTree, touched: readonly Animation[]) {
  const known = new Map<Animation, Entry>();
  /** Those of which there may be something to tell. */
  const due = new Set<Animation>();
  /** Effects of sheets' animations that script has changed: the sheets do not say any more what they do. */
  const changed = new WeakSet<AnimationEffect>();
  const roots = new Set<Document | ShadowRoot>();
  /** Roots whose animations are to be looked for. */
  const fresh = new Set<Document | ShadowRoot>();
  let nextId = 1;
  for (const animation of touched) watch(animation);

  return {
    get any(): boolean {
      return due.size + fresh.size > 0;
    },
    realm,
    root,
    rootGone,
    treeChanged,
    reset,
    write,
  };

  function realm(w: PageWindow): void {
    host.notice(w.Element.prototype, "animate", (_self, _args, made) => watch(made as Animation));
    for (const key of [...CALLS, ...WRITES])
      host.notice(w.Animation?.prototype, key, (self) => watch(self as Animation));
    for (const key of EFFECT_PARTS) host.notice(w.KeyframeEffect?.prototype, key, effectChanged);
    host.notice(w.AnimationEffect?.prototype, "updateTiming", effectChanged);
  }

  /** Everything under a root that is animated already. */
  function root(root: Document | ShadowRoot): void {
    roots.add(root);
    fresh.add(root);
  }

  function rootGone(root: Document | ShadowRoot): void {
    roots.delete(root);
    fresh.delete(root);
  }

  /** Elements come, go and come back, with another id. */
  function treeChanged(): void {
    for (const [animation, { target }] of known) if (targetOf(animation) !== target) due.add(animation);
  }

  function reset(): void {
    nextId = 1;
    for (const [animation, entry] of known) {
      Object.assign(entry, { id: nextId++, told: "" });
      due.add(animation);
    }
  }

  /** Body of the Animations section; false: nothing to tell. */
  function write(w: Writer): boolean {
    find();
    let any = false;
    for (const animation of due) {
      const entry = known.get(animation);
      if (!entry) continue;
      entry.target = targetOf(animation);
      const state = entry.target ? stateOf(animation, entry.target) : "";
      if (state !== entry.told) {
        any = true;
        w.uint(entry.id);
        w.text(state);
        entry.told = state;
      }
      if (isOver(animation)) forget(animation);
    }
    due.clear();
    w.uint(0);
    return any;
  }

  function find(): void {
    let running = 0;
    for (const root of fresh) {
      for (const animation of root.getAnimations?.() ?? [])
        if (nameOf(animation) === null || ++running <= RUNNING_MAX) watch(animation);
    }
    fresh.clear();
  }

  function watch(animation: Animation): void {
    const mark = (): void => {
      due.add(animation);
      host.wakeLater();
    };
    if (!known.has(animation)) {
      known.set(animation, { id: nextId++, told: "", target: 0 });
      for (const type of ["finish", "cancel", "remove"]) host.listen(animation, type, mark);
      if (known.size > KNOWN_MAX) forget(known.keys().next().value as Animation);
    }
    // A new rate holds when the animation is ready.
    if (animation.pending) animation.ready.then(mark, mark);
    mark();
  }

  function forget(animation: Animation): void {
    known.delete(animation);
    host.unlisten(animation);
  }

  function effectChanged(self: unknown): void {
    const effect = self as AnimationEffect;
    changed.add(effect);
    for (const root of roots) {
      for (const animation of root.getAnimations()) if (animation.effect === effect) watch(animation);
    }
    for (const animation of known.keys()) if (animation.effect === effect) watch(animation);
  }

  /** Id of the element that it is of; 0 where that is not mirrored. */
  function targetOf(animation: Animation): number {
    const target = (animation.effect as KeyframeEffect | null)?.target;
    return target ? tree.of(target) : 0;
  }

  /** One animation of a mirrored element as JSON; "" when it is over and has no effect, or its element is masked. */
  function stateOf(animation: Animation, id: number): string {
    const effect = animation.effect as KeyframeEffect;
    const target = effect.target as Element;
    const css = nameOf(animation);
    if (!host.mask.facts(target) || (css === null && isOver(animation))) return "";
    const { playState } = animation;
    const isSaid = css !== null && "animationName" in animation && !changed.has(effect);
    return plainJson({
      target: id,
      pseudo: effect.pseudoElement ?? null,
      css: css === null ? null : told(css, "animationName" in animation, target),
      effect: isSaid ? null : effectOf(effect, target),
      timeline: timelineOf(animation),
      time: numberOf(animation.currentTime),
      rate: animation.playbackRate,
      // Without a time line it stays where it is.
      state: animation.timeline || playState === "idle" ? playState : "paused",
    } satisfies ToldAnimation);
  }

  /** What the sheets call it, as they are told. */
  function told(name: string, isAnimation: boolean, target: Element): string {
    const word = isAnimation || name.startsWith("--") ? host.mask.word(name, target) : name;
    // Where everything is masked, that is a name for elements: sheets have another.
    if (!isAnimation || !word.startsWith("sp-")) return word;
    return host.mask.css(ANIMATION_NAME + name, host.natives.document).slice(ANIMATION_NAME.length);
  }

  function effectOf(effect: KeyframeEffect, target: Element): ToldEffect {
    const timing = effect.getTiming();
    return {
      keyframes: effect.getKeyframes().map((frame) => keyframe(frame, target)),
      timing: { ...timing, iterations: timing.iterations === Infinity ? null : timing.iterations },
      composite: effect.composite,
    };
  }

  function timelineOf(animation: RangedAnimation): ToldTimeline | null {
    const { source, subject, axis } = (animation.timeline ?? {}) as MovingTimeline;
    // A view's time line has a source, too: what scrolls its subject.
    const of = subject ?? source;
    if (!of || !axis) return null;
    const range = [animation.rangeStart, animation.rangeEnd].map(rangeText) as [string, string];
    return { of: tree.of(of), isView: Boolean(subject), axis, range };
  }

  function keyframe(frame: ComputedKeyframe, target: Element): Record<string, unknown> {
    const out: Record<string, unknown> = {
      offset: frame.offset,
      easing: frame.easing,
      composite: frame.composite,
    };
    for (const [key, value] of Object.entries(frame)) {
      if (key in out || key === "computedOffset" || typeof value !== "string") continue;
      out[key] = host.mask.css(value, target);
    }
    return out;
  }
}

/** Whether it has ended and does nothing any more. */
function isOver({ playState, replaceState, effect }: Animation): boolean {
  const ended = playState === "finished" && effect?.getComputedTiming().progress === null;
  return playState === "idle" || replaceState === "removed" || ended;
}

/** What the sheets call it; null for an animation by script. */
function nameOf(animation: SheetsAnimation): string | null {
  return animation.animationName ?? animation.transitionProperty ?? null;
}

/** Times of the clock are numbers, those of scrolling are of a unit. */
function numberOf(time: CSSNumberish | null): number | null {
  return time === null || typeof time === "number" ? time : (time as CSSUnitValue).value;
}

/** "normal", or a name with an offset. */
function rangeText(range: unknown): string {
  const { rangeName, offset } = Object(range) as { rangeName?: string; offset?: unknown };
  return rangeName ? `${rangeName} ${String(offset)}`.replace(/^none /, "") : "normal";
}
