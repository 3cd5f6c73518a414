import { expect, it } from "vitest";
import { keyCodeOf } from "./key-codes.ts";

it.each([
  ["a", "KeyA", 65],
  ["A", "", 65],
  ["5", "Digit5", 53],
  ["(", "Digit9", 57],
  ["(", "", 0],
  ["Enter", "Enter", 13],
  ["ArrowDown", "ArrowDown", 40],
  ["F10", "F10", 121],
  [";", "Semicolon", 186],
  ["é", "", 0],
])("A9 the old number of %s at %s", (key, code, number) => {
  expect(keyCodeOf(key, code)).toBe(number);
});
