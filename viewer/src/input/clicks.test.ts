import { expect, test } from "vitest";
import { Clicks } from "./clicks.ts";

test("A9 presses near each other count up, others begin anew", () => {
  const clicks = new Clicks();
  expect(clicks.count(0, 10, 10, 0)).toBe(1);
  expect(clicks.count(0, 12, 11, 300)).toBe(2);
  expect(clicks.count(0, 12, 11, 600)).toBe(3);
  expect(clicks.count(2, 12, 11, 700)).toBe(1);
  expect(clicks.count(0, 12, 11, 750)).toBe(1);
  expect(clicks.count(0, 40, 11, 800)).toBe(1);
  expect(clicks.count(0, 40, 11, 1400)).toBe(1);
});
