import { expect, test } from "vitest";
import { isForAll } from "./for-all.ts";

test.each([
  ["public, max-age=31536000, immutable", true],
  ["Max-Age=60,PUBLIC", true],
  ["s-maxage=600, max-age=0", true],
  ["s-maxage=0", false],
  ["max-age=31536000", false],
  ["public, no-store", false],
  ["private, s-maxage=600", false],
  ['public, private="set-cookie"', false],
  ["publicity", false],
  ["", false],
  [null, false],
])("an answer with Cache-Control %j is for all: %j (M9, P2)", (header, isShared) => {
  expect(isForAll(header)).toBe(isShared);
});
