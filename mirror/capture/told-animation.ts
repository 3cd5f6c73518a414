/** One animation by script, as the stream tells it in JSON. */
export interface ToldAnimation {
  /** Id of the element. */
  readonly target: number;
  readonly pseudo: string | null;
  readonly keyframes: readonly Record<string, unknown>[];
  /** Infinite iterations are null. */
  readonly timing: object;
  /** Where it stands, in ms. */
  readonly time: number;
  /** When it ends, in ms; null: never. */
  readonly end: number | null;
  readonly rate: number;
  readonly playing: boolean;
}
