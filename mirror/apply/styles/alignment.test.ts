import { expect, test } from "vitest";
import { Alignment } from "./alignment.ts";

test("counts one for one until a rule does not parse here", () => {
  const alignment = new Alignment();
  alignment.inserted(0, true, 0);
  expect(alignment.at(7)).toBe(7);
  // Of the rules a, b and a third at place 1 only a and b are known to this engine.
  alignment.inserted(1, false, 2);
  expect([0, 1, 2].map((i) => alignment.has(i))).toEqual([true, false, true]);
  expect(alignment.at(2)).toBe(1);
  alignment.removed(1);
  expect(alignment.at(1)).toBe(1);
});

test("a text of which one rule is unknown keeps the others in their places", () => {
  const alignment = new Alignment();
  alignment.reset([1, 0, 1]);
  expect(alignment.at(2)).toBe(1);
  alignment.reset([1, 1]);
  expect(alignment.at(1)).toBe(1);
});
