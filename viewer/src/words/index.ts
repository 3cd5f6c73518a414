import { de } from "./de.ts";
import { en } from "./en.ts";
import type { Words } from "./types.ts";

export type { Reason, StepUpState, Words } from "./types.ts";

/** The words of a language (BCP 47); English where we have none. */
export function wordsOf(language: string): Words {
  return language.toLowerCase().startsWith("de") ? de : en;
}
