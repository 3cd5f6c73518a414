import type { At, Modifiers } from "@samepage/wire";
import type { Press } from "./hand.ts";
import type { Key } from "./keyboard.ts";
import type { Outcome } from "./outcome.ts";
import { PagePerformer } from "./performer.ts";
import type { Sight } from "./sight.ts";

export type { Press } from "./hand.ts";
export type { Key } from "./keyboard.ts";
export type { Deed, Outcome, Reason } from "./outcome.ts";
export type { Sight } from "./sight.ts";

export interface PerformOptions {
  readonly window: Window;
  readonly sight: Sight;
  /** Elements of our own interface: never acted on. */
  exclude(el: Element): boolean;
  /** Whether an address on another origin belongs to the company's pages. */
  mayOpen(url: URL): boolean;
}

/**
 * Does in the page what an agent does in the replica, as the customer's own hand would: the same events, focus,
 * edits and defaults. Every input is looked at again here, and ends in an outcome.
 */
export interface Performer {
  move(at: At, modifiers?: Modifiers): Outcome;
  /** @param phase down, or up, which clicks */
  press(phase: "down" | "up", at: At, press: Press): Outcome;
  /** @param dx CSS pixels to the right */
  wheel(at: At, dx: number, dy: number, modifiers?: Modifiers): Outcome;
  key(key: Key): Outcome;
  /** Text at once where the focus is. @param source ime or paste */
  text(text: string, source: string): Outcome;
  /** @param options node numbers of the chosen options of a select */
  pick(epoch: number, node: number, value: string, options: readonly number[]): Outcome;
  /** The outcome carries the selected text as it may be told. */
  copy(cut: boolean): Outcome;
  reveal(epoch: number, node: number): Outcome;
  /** What an element is called: as it may be told, or with `whole` as the customer reads it. */
  label(el: Element, whole?: boolean): string;
  /** How many characters the field or the edited text holds. */
  characters(el: Element): number;
  /** A button that is down is let go without a click. */
  letGo(): void;
  /** The agent's pointer is not over the page any more. */
  leave(): void;
  /** Ends it: nothing of it stays in the page. */
  stop(): void;
}

/** Starts acting in a page. */
export function startPerform(options: PerformOptions): Performer {
  return new PagePerformer(options);
}
