// An element in words, in the order in which screen readers say it: name, role, value, states.
import type { Presence, Spoken } from "@samepage/mirror/apply";
import type { Words } from "../words/index.ts";

export function sentenceOf(spoken: Spoken, presence: Presence, words: Words["reading"]): string {
  const { role, name, value, states, level } = spoken;
  const parts = [
    name,
    words.roles[role] ?? "",
    level ? words.level(level) : "",
    value === name ? "" : value,
    ...states.map((state) => words.states[state]),
    presence === "outside" ? words.outside : presence === "absent" ? words.absent : "",
  ];
  return parts.filter(Boolean).join(", ");
}
