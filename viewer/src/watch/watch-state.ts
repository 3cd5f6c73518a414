// What the window that shows the agents' view says, in one sentence.
import { GrantSee, type SessionStateBody } from "@samepage/wire";
import type { WatchWords } from "./words/index.ts";

export interface Watching {
  /** invalid: the address was used before, or is too old. */
  readonly phase: "connecting" | "waiting" | "live" | "lost" | "ended" | "invalid";
  /** Names of those who see the page now. */
  readonly agents: readonly string[];
}

export function agentsOf({ people }: SessionStateBody): string[] {
  return people
    .filter(({ connected, grants }) => connected && grants.includes(GrantSee))
    .map(({ name }) => name);
}

export function watchSentence({ phase, agents }: Watching, words: WatchWords): string {
  if (phase !== "live") return words[phase];
  return agents.length > 0 ? words.sees(listed(agents, words.language)) : words.alone;
}

function listed(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names);
}
