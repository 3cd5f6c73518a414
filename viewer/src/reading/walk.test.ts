import { expect, test } from "vitest";
import { wordsOf } from "../words/index.ts";
import { sentenceOf } from "./sentence.ts";
import { stepFrom } from "./walk.ts";

const stops = [
  { node: 10, interactive: false },
  { node: 11, interactive: true },
  { node: 12, interactive: false },
  { node: 13, interactive: true },
];

test.each([
  ["the first step goes to the first element", 0, 0, "next", 0],
  ["and backwards to the last", 0, 0, "previous", 3],
  ["on", 10, 0, "next", 1],
  ["back", 12, 2, "previous", 1],
  ["Tab passes what cannot be pressed", 11, 1, "nextActive", 3],
  ["and back", 13, 3, "previousActive", 1],
  ["nothing comes after the last", 13, 3, "next", null],
  ["nor before the first that can be pressed", 11, 1, "previousActive", null],
  ["an element that is gone leaves its place", 99, 2, "next", 2],
  ["also backwards", 99, 2, "previous", 1],
  ["to the end", 10, 0, "last", 3],
] as const)("A21 %s", (_, from, was, step, wanted) => {
  expect(stepFrom(stops, from, was, step)).toBe(wanted);
});

test("A21 nothing to read is no step", () => {
  expect(stepFrom([], 0, 0, "next")).toBeNull();
});

test("A21 role, name and state are said, in both languages", () => {
  const spoken = {
    role: "checkbox",
    name: "Gift wrap",
    states: ["checked", "required"],
    value: "",
    level: 0,
  } as const;
  expect(sentenceOf(spoken, "seen", wordsOf("en").reading)).toBe("Gift wrap, checkbox, checked, required");
  expect(sentenceOf(spoken, "outside", wordsOf("de").reading)).toBe(
    "Gift wrap, Kontrollkästchen, angehakt, erforderlich, außerhalb dessen, was der Kunde sieht",
  );
  const heading = { role: "heading", name: "Basket", states: [], value: "", level: 2 } as const;
  expect(sentenceOf(heading, "seen", wordsOf("en").reading)).toBe("Basket, heading, level 2");
});
