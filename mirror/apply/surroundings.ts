import type { Reader } from "../codec/reader.ts";
import type { ReplicaOptions } from "./index.ts";
import type { Measures } from "./measures/index.ts";
import type { OwnLayout } from "./own-layout.ts";

/** The customer's surroundings, as the replica imitates them. */
export interface Environment {
  /** Layout viewport in CSS px. */
  readonly width: number;
  readonly height: number;
  /** Device pixel ratio. */
  readonly dpr: number;
  /** The customer's `prefers-color-scheme` verdict. */
  readonly dark: boolean;
  /** Width in px of a classic vertical scroll bar, 0 where they overlay. */
  readonly scrollbar: number;
  /** Visible part of a pinch-zoomed page. */
  readonly visual: { readonly x: number; readonly y: number; readonly scale: number };
}

const NOWHERE: Environment = {
  width: 0,
  height: 0,
  dpr: 1,
  dark: false,
  scrollbar: 0,
  visual: { x: 0, y: 0, scale: 1 },
};

/** The customer's window, and the frame that has its size. */
export class Surroundings {
  readonly #measures: Measures;
  readonly #layout: OwnLayout;
  readonly #options: ReplicaOptions;
  #environment = NOWHERE;
  #isForeign = false;

  constructor(measures: Measures, layout: OwnLayout, options: ReplicaOptions) {
    this.#measures = measures;
    this.#layout = layout;
    this.#options = options;
  }

  get environment(): Environment {
    return this.#environment;
  }

  /** Whether the customer's engine or system is another than this one. */
  get isForeign(): boolean {
    return this.#isForeign;
  }

  /** Reads an Environment section. */
  apply(r: Reader): void {
    const [width = 0, height = 0, dpr = 1, dark, scrollbar = 0, x = 0, y = 0, scale = 1, platform = 0] =
      Array.from({ length: 9 }, () => r.f32());
    this.#environment = { width, height, dpr, dark: dark === 1, scrollbar, visual: { x, y, scale } };
    this.#isForeign = this.#measures.isForeign(platform);
    this.#measures.scrollBar(scrollbar);
    this.fit();
    const { depth, frame, onViewport } = this.#options;
    if (!depth) frame.style.colorScheme = this.#environment.dark ? "dark" : "light";
    onViewport(this.#environment);
  }

  /** Gives the frame the customer's width, less what stands for their scroll bar. */
  fit(): void {
    const { width, height } = this.#environment;
    const size = { width: width - this.#measures.narrower, height };
    this.#measures.viewport(size);
    this.#layout.fit(size);
  }
}
