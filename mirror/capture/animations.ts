import { plainJson } from "@samepage/wire";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { ToldAnimation } from "./told-animation.ts";
import type { SentTree } from "./tree.ts";

/** Script-made animations, at their moment of the time line. Those of CSS run in the replica by themselves. */
export type Animations = ReturnType<typeof createAnimations>;

export function createAnimations(host: CaptureHost, tree: SentTree) {
  const known = new Map<Animation, { id: number; told: string }>();
  let nextId = 1;
  let dirty = false;

  return {
    get any(): boolean {
      return dirty;
    },
    realm,
    root,
    watch,
    reset,
    write,
  };

  function realm(w: PageWindow): void {
    host.notice(w.Element.prototype, "animate", (_self, _args, made) => watch(made as Animation));
    const calls = ["play", "pause", "cancel", "finish", "reverse", "updatePlaybackRate", "commitStyles"];
    const writes = ["currentTime", "startTime", "playbackRate", "effect", "timeline"];
    for (const key of [...calls, ...writes]) host.notice(w.Animation?.prototype, key, mark);
    for (const key of ["setKeyframes", "target", "pseudoElement"]) {
      host.notice(w.KeyframeEffect?.prototype, key, mark);
    }
    host.notice(w.AnimationEffect?.prototype, "updateTiming", mark);
  }

  /** Everything under a root that the page's scripts animate already. */
  function root(root: Document | ShadowRoot): void {
    for (const animation of root.getAnimations?.() ?? []) {
      if (isScripted(animation)) watch(animation);
    }
  }

  function reset(): void {
    nextId = 1;
    for (const entry of known.values()) {
      entry.id = nextId++;
      entry.told = "";
    }
    dirty = known.size > 0;
  }

  /** Body of the Animations section; false: nothing to tell. */
  function write(w: Writer): boolean {
    dirty = false;
    let any = false;
    for (const [animation, entry] of known) {
      const state = stateOf(animation);
      if (state === entry.told) continue;
      entry.told = state ?? "";
      any = true;
      w.uint(entry.id);
      w.text(state ?? "");
      if (!state) known.delete(animation);
    }
    w.uint(0);
    return any;
  }

  function isScripted(animation: Animation): boolean {
    const w = host.window;
    return !(animation instanceof w.CSSAnimation) && !(animation instanceof w.CSSTransition);
  }

  function watch(animation: Animation): void {
    if (known.has(animation)) return;
    known.set(animation, { id: nextId++, told: "" });
    mark();
  }

  function mark(): void {
    if (known.size === 0) return;
    dirty = true;
    host.wakeLater();
  }

  /** One animation as JSON; null when it is over and has no effect, or its target is not mirrored or is masked. */
  function stateOf(animation: Animation): string | null {
    const effect = animation.effect as KeyframeEffect | null;
    const target = effect?.target;
    const id = target ? tree.of(target) : 0;
    if (!effect || !target || !id || animation.playState === "idle" || !host.mask.facts(target)) return null;
    const timing = effect.getTiming();
    const { endTime } = effect.getComputedTiming();
    if (animation.playState === "finished" && timing.fill !== "forwards" && timing.fill !== "both")
      return null;
    return plainJson({
      target: id,
      pseudo: effect.pseudoElement ?? null,
      keyframes: effect.getKeyframes().map((frame) => keyframe(frame, target)),
      timing: { ...timing, iterations: timing.iterations === Infinity ? null : timing.iterations },
      time: Number(animation.currentTime ?? 0),
      end: endTime === Infinity ? null : Number(endTime),
      rate: animation.playbackRate,
      playing: animation.playState === "running",
    } satisfies ToldAnimation);
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
