import { expect, it } from "vitest";
import { createKept } from "./kept.ts";

const MANY = 1024 * 1024;

it("keeps what was worked out last, and no more texts than there is room for", () => {
  const kept = createKept<number>();
  const texts = ["a", "b", "c", "d", "e"].map((letter) => letter.repeat(MANY));
  for (const [index, text] of texts.entries()) kept.keep(text, index);
  expect(texts.map((text) => kept.get(text))).toEqual([undefined, undefined, undefined, undefined, 4]);
  kept.keep("short", 5);
  kept.keep("short", 6);
  expect(kept.get("short")).toBe(6);
});

it("keeps no text that is larger than all the room, and what comes after it", () => {
  const kept = createKept<number>();
  kept.keep("f".repeat(5 * MANY), 1);
  expect(kept.get("f".repeat(5 * MANY))).toBeUndefined();
  kept.keep("short", 2);
  kept.keep("shorter", 3);
  expect([kept.get("short"), kept.get("shorter")]).toEqual([2, 3]);
});
