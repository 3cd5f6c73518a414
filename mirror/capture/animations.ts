import type { Writer } from "../codec/writer.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { SentTree } from "./tree.ts";

/** Script-made animations, at their moment of the time line. Those of CSS run in the replica by themselves. */
export class Animations {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  readonly #known = new Map<Animation, { id: number; told: string }>();
  #nextId = 1;
  #dirty = false;

  constructor(host: CaptureHost, tree: SentTree) {
    this.#host = host;
    this.#tree = tree;
  }

  get any(): boolean {
    return this.#dirty;
  }

  realm(w: PageWindow): void {
    const noticed = () => this.#mark();
    this.#host.notice(w.Element.prototype, "animate", (_self, _args, made) => this.#watch(made as Animation));
    const calls = ["play", "pause", "cancel", "finish", "reverse", "updatePlaybackRate", "commitStyles"];
    const writes = ["currentTime", "startTime", "playbackRate", "effect", "timeline"];
    for (const key of [...calls, ...writes]) this.#host.notice(w.Animation?.prototype, key, noticed);
    for (const key of ["setKeyframes", "target", "pseudoElement"]) {
      this.#host.notice(w.KeyframeEffect?.prototype, key, noticed);
    }
    this.#host.notice(w.AnimationEffect?.prototype, "updateTiming", noticed);
  }

  /** Everything under a root that the page's scripts animate already. */
  root(root: Document | ShadowRoot): void {
    for (const animation of root.getAnimations?.() ?? []) {
      if (this.#isScripted(animation)) this.#watch(animation);
    }
  }

  reset(): void {
    this.#nextId = 1;
    for (const entry of this.#known.values()) {
      entry.id = this.#nextId++;
      entry.told = "";
    }
    this.#dirty = this.#known.size > 0;
  }

  /** Body of the Animations section. */
  write(w: Writer): void {
    this.#dirty = false;
    for (const [animation, entry] of this.#known) {
      const state = this.#state(animation);
      if (state === entry.told) continue;
      entry.told = state ?? "";
      w.uint(entry.id);
      w.text(state ?? "");
      if (!state) this.#known.delete(animation);
    }
    w.uint(0);
  }

  #isScripted(animation: Animation): boolean {
    const w = this.#host.window;
    return !(animation instanceof w.CSSAnimation) && !(animation instanceof w.CSSTransition);
  }

  #watch(animation: Animation): void {
    if (this.#known.has(animation)) return;
    this.#known.set(animation, { id: this.#nextId++, told: "" });
    this.#mark();
  }

  #mark(): void {
    if (this.#known.size === 0) return;
    this.#dirty = true;
    this.#host.wakeLater();
  }

  /** One animation as JSON; null when it is over and has no effect, or its target is not mirrored or is masked. */
  #state(animation: Animation): string | null {
    const effect = animation.effect as KeyframeEffect | null;
    const target = effect?.target;
    const id = target ? this.#tree.of(target) : 0;
    if (!effect || !target || !id || animation.playState === "idle" || !this.#host.mask.facts(target))
      return null;
    const timing = effect.getTiming();
    const { endTime } = effect.getComputedTiming();
    if (animation.playState === "finished" && timing.fill !== "forwards" && timing.fill !== "both")
      return null;
    return JSON.stringify({
      target: id,
      pseudo: effect.pseudoElement ?? null,
      keyframes: effect.getKeyframes().map((frame) => this.#keyframe(frame, target)),
      timing: { ...timing, iterations: timing.iterations === Infinity ? null : timing.iterations },
      time: Number(animation.currentTime ?? 0),
      end: endTime === Infinity ? null : endTime,
      rate: animation.playbackRate,
      playing: animation.playState === "running",
    });
  }

  #keyframe(frame: ComputedKeyframe, target: Element): Record<string, unknown> {
    const out: Record<string, unknown> = {
      offset: frame.offset,
      easing: frame.easing,
      composite: frame.composite,
    };
    for (const [key, value] of Object.entries(frame)) {
      if (key in out || key === "computedOffset" || typeof value !== "string") continue;
      out[key] = this.#host.mask.css(value, target);
    }
    return out;
  }
}
