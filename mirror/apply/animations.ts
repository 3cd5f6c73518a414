import type { ToldAnimation, ToldEffect, ToldTimeline } from "../capture/told-animation.ts";
import { DecodeError } from "../codec/error.ts";
import type { Reader } from "../codec/reader.ts";
import type { Nodes } from "./nodes.ts";

type FrameWindow = Window & typeof globalThis;
type SheetsAnimation = Animation & { readonly animationName?: string; readonly transitionProperty?: string };
/** What the DOM library's types do not know everywhere. */
type TimelineMakers = Record<
  "ScrollTimeline" | "ViewTimeline",
  (new (options: object) => AnimationTimeline) | undefined
>;

/** Makes the page's scripted animations again, at the moment of their time line, and sets those of the sheets to theirs. */
export class Animations {
  readonly #nodes: Nodes;
  #made = new Map<number, Animation>();
  /** What belongs to animations of the sheets, which the sheets of this payload may only begin. */
  #waiting: [id: number, told: ToldAnimation][] = [];

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  apply(r: Reader): void {
    for (let id = r.uint(); id !== 0; id = r.uint()) {
      const text = r.str();
      this.#made.get(id)?.cancel();
      this.#made.delete(id);
      if (text === "") continue;
      const told = parse(text);
      if (told.css === null) this.#make(id, told);
      else this.#waiting.push([id, told]);
    }
  }

  /** The sheets are in their places. */
  settle(): void {
    for (const [id, told] of this.#waiting.splice(0)) {
      const own = this.#own(told);
      if (own) setOwn(own, told);
      // Here it never began: the change that began it came with the element.
      else if (told.state === "running" || told.state === "paused") this.#make(id, told);
    }
  }

  reset(): void {
    for (const animation of this.#made.values()) animation.cancel();
    this.#made = new Map();
    this.#waiting = [];
  }

  /** The replica's own animation that the sheets have begun. */
  #own({ target, pseudo, css }: ToldAnimation): SheetsAnimation | undefined {
    const el = this.#nodes.get(target) as Element | undefined;
    if (el?.nodeType !== Node.ELEMENT_NODE) return undefined;
    return (el.getAnimations({ subtree: pseudo !== null }) as SheetsAnimation[]).find((animation) => {
      const effect = animation.effect as KeyframeEffect | null;
      const name = animation.animationName ?? animation.transitionProperty;
      return name === css && effect?.target === el && (effect.pseudoElement ?? null) === pseudo;
    });
  }

  #make(id: number, told: ToldAnimation): void {
    const target = this.#nodes.get(told.target) as Element | undefined;
    if (target?.nodeType !== Node.ELEMENT_NODE || !told.effect) return;
    try {
      const animation = target.animate(told.effect.keyframes as Keyframe[], {
        ...timingOf(told.effect),
        composite: told.effect.composite as CompositeOperation,
        ...(told.pseudo ? { pseudoElement: told.pseudo } : {}),
        ...this.#timeline(told.timeline),
      });
      set(animation, told);
      this.#made.set(id, animation);
    } catch {
      // timing or keyframes this engine does not take: the element shows its own style
    }
  }

  #timeline(told: ToldTimeline | null): object {
    const of = told ? this.#nodes.get(told.of) : undefined;
    const view = of?.ownerDocument?.defaultView as (FrameWindow & TimelineMakers) | null | undefined;
    const Timeline = view?.[told?.isView ? "ViewTimeline" : "ScrollTimeline"];
    if (!told || !Timeline) return {};
    const { axis, range } = told;
    const timeline = new Timeline(told.isView ? { subject: of, axis } : { source: of, axis });
    return { timeline, rangeStart: range[0], rangeEnd: range[1] };
  }
}

/** The same for an animation of the sheets: what this engine does not take leaves it as the sheets have it. */
function setOwn(animation: SheetsAnimation, told: ToldAnimation): void {
  try {
    set(animation, told);
  } catch {
    // keyframes, timing or a moment of another engine
  }
}

/** Puts an animation where the page's is. */
function set(animation: SheetsAnimation, told: ToldAnimation): void {
  const isOwn = (animation.animationName ?? animation.transitionProperty) !== undefined;
  if (isOwn && told.effect) changeEffect(animation.effect as KeyframeEffect, told.effect);
  if (told.state === "idle") return animation.cancel();
  if (animation.playbackRate !== told.rate) animation.playbackRate = told.rate;
  if (told.timeline) {
    if (told.state === "paused") animation.pause();
    return;
  }
  const stands = told.state === "paused" || (told.state === "finished" && !isOwn);
  // First: a pause that is on its way ends with the time that is set.
  if (stands && animation.playState !== "paused") animation.pause();
  if (told.time !== null) animation.currentTime = told.time;
  if (told.state === "running" && animation.playState === "paused") animation.play();
}

function changeEffect(effect: KeyframeEffect, told: ToldEffect): void {
  effect.setKeyframes(told.keyframes as Keyframe[]);
  effect.updateTiming(timingOf(told));
  effect.composite = told.composite as CompositeOperation;
}

function timingOf({ timing }: ToldEffect): OptionalEffectTiming {
  const { iterations, ...rest } = timing as OptionalEffectTiming;
  return { ...rest, iterations: iterations ?? Infinity };
}

function parse(text: string): ToldAnimation {
  try {
    const told = JSON.parse(text) as ToldAnimation;
    if (typeof told.target !== "number" || !(told.effect === null || Array.isArray(told.effect.keyframes)))
      throw new Error("fields are missing");
    return told;
  } catch (cause) {
    throw new DecodeError("not an animation", { cause });
  }
}
