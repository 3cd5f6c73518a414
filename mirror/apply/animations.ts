import { DecodeError } from "../codec/error.ts";
import type { Reader } from "../codec/reader.ts";
import type { Nodes } from "./nodes.ts";

/** One animation as the stream tells it. */
interface Told {
  target: number;
  pseudo: string | null;
  keyframes: Keyframe[];
  timing: Omit<OptionalEffectTiming, "iterations"> & { iterations: number | null };
  time: number;
  rate: number;
  playing: boolean;
}

/** Makes the page's scripted animations again, at the moment of their time line. */
export class Animations {
  readonly #nodes: Nodes;
  #made = new Map<number, Animation>();

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  apply(r: Reader): void {
    for (let id = r.uint(); id !== 0; id = r.uint()) {
      const text = r.str();
      this.#made.get(id)?.cancel();
      this.#made.delete(id);
      const made = text === "" ? null : this.#make(parse(text));
      if (made) this.#made.set(id, made);
    }
  }

  reset(): void {
    for (const animation of this.#made.values()) animation.cancel();
    this.#made = new Map();
  }

  #make(told: Told): Animation | null {
    const target = this.#nodes.get(told.target);
    if (target?.nodeType !== 1) return null;
    const { iterations, ...timing } = told.timing;
    try {
      const animation = (target as Element).animate(told.keyframes, {
        ...timing,
        iterations: iterations ?? Infinity,
        ...(told.pseudo ? { pseudoElement: told.pseudo } : {}),
      });
      animation.playbackRate = told.rate;
      animation.currentTime = told.time;
      if (!told.playing) animation.pause();
      return animation;
    } catch {
      return null; // timing or keyframes this engine does not take: the element shows its own style
    }
  }
}

function parse(text: string): Told {
  try {
    const told = JSON.parse(text) as Told;
    if (typeof told.target !== "number" || !Array.isArray(told.keyframes))
      throw new Error("fields are missing");
    return told;
  } catch (cause) {
    throw new DecodeError("not an animation", { cause });
  }
}
