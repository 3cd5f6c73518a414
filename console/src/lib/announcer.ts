// Words for people who hear the screen: polite ones wait, assertive ones do not.
import { Store } from "../lib/store.ts";

export interface Announcement {
  text: string;
  assertive: boolean;
  /** Rises with each announcement, so that the same words are spoken again. */
  turn: number;
}

export class Announcer extends Store<Announcement> {
  constructor() {
    super({ text: "", assertive: false, turn: 0 });
  }

  say(text: string, assertive = false): void {
    this.set({ text, assertive, turn: this.get().turn + 1 });
  }
}
