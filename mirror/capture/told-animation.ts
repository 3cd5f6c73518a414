/** What moves an animation other than the clock. */
export interface ToldTimeline {
  /** Id of the element whose scrolling it is, or whose passing through the view. */
  readonly of: number;
  readonly isView: boolean;
  readonly axis: string;
  /** Where on it the animation begins and ends, as CSS. */
  readonly range: readonly [start: string, end: string];
}

/** One animation that script has made or touched, or that ran when the keyframe was told, as the stream tells it in JSON. */
export interface ToldAnimation {
  /** Id of the element. */
  readonly target: number;
  readonly pseudo: string | null;
  /** Name of the `@keyframes`, or the property in transition, where the sheets begin it; null for one by script. */
  readonly css: string | null;
  /** What it does; null where the sheets say it. */
  readonly effect: ToldEffect | null;
  /** Scrolling that moves it; null for the clock. */
  readonly timeline: ToldTimeline | null;
  /** Where it stands, in ms, or in percent of a scrolled range; null: nowhere. */
  readonly time: number | null;
  readonly rate: number;
  readonly state: AnimationPlayState;
}

export interface ToldEffect {
  readonly keyframes: readonly Record<string, unknown>[];
  /** Infinite iterations are null. */
  readonly timing: object;
  readonly composite: string;
}
