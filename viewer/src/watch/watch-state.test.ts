import type { SessionStateBody } from "@samepage/wire";
import { expect, test } from "vitest";
import { agentsOf, watchSentence } from "./watch-state.ts";
import { directionOf, watchWordsOf } from "./words/index.ts";

const person = (name: string, more = {}) => ({ name, connected: true, grants: ["see", "point"], ...more });

test("C11 the window names those who see the page, and nobody else", () => {
  const people = [
    person("Mia"),
    person("Tom"),
    person("Ben", { connected: false }),
    person("Eva", { grants: [] }),
  ];
  const agents = agentsOf({ people } as unknown as SessionStateBody);
  const watch = watchWordsOf(["xx", "en-GB"]);
  expect(watchSentence({ phase: "live", agents }, watch)).toContain("what Mia and Tom can see");
  expect(watchSentence({ phase: "live", agents: [] }, watch)).toBe(watch.alone);
  expect(watchSentence({ phase: "ended", agents }, watch)).toBe(watch.ended);
  expect(watchSentence({ phase: "live", agents }, watchWordsOf(["de-AT", "en"]))).toContain(
    "für Mia und Tom",
  );
});

test("C10 C11 the window speaks the customer's language, Arabic from right to left", () => {
  const languages = ["en", "de", "fr", "es", "pt", "ar", "zh", "ja"];
  expect(languages.map((language) => watchWordsOf([language]).language)).toEqual(languages);
  expect(watchWordsOf(["is"]).language).toBe("en");
  expect([directionOf(watchWordsOf(["ar"])), directionOf(watchWordsOf(["ja"]))]).toEqual(["rtl", "ltr"]);
});
