import type { SessionStateBody } from "@samepage/wire";
import { expect, test } from "vitest";
import { wordsOf } from "../words/index.ts";
import { agentsOf, watchSentence } from "./watch-state.ts";

const person = (name: string, more = {}) => ({ name, connected: true, grants: ["see", "point"], ...more });

test("C11 the window names those who see the page, and nobody else", () => {
  const people = [
    person("Mia"),
    person("Tom"),
    person("Ben", { connected: false }),
    person("Eva", { grants: [] }),
  ];
  const agents = agentsOf({ people } as unknown as SessionStateBody);
  const { watch } = wordsOf("en");
  expect(watchSentence({ phase: "live", agents }, watch)).toContain("what Mia and Tom can see");
  expect(watchSentence({ phase: "live", agents: [] }, watch)).toBe(watch.alone);
  expect(watchSentence({ phase: "ended", agents }, watch)).toBe(watch.ended);
  expect(watchSentence({ phase: "live", agents }, wordsOf("de-AT").watch)).toContain("Mia und Tom");
});
