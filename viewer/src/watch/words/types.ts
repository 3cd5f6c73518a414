/** What the window that shows the agents' view says to the customer (C11). */
export interface WatchWords {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly alone: string;
  readonly connecting: string;
  readonly waiting: string;
  readonly lost: string;
  readonly ended: string;
  readonly invalid: string;
  /** `names` is a list in words already. */
  readonly sees: (names: string) => string;
}
