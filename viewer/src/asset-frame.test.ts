import { expect, test } from "vitest";
import { parseAsset } from "./asset-frame.ts";

const bytes = (...parts: (number | string)[]) =>
  Uint8Array.from(parts.flatMap((p) => (typeof p === "number" ? [p] : [...new TextEncoder().encode(p)])));

test("W22: reference, type and bytes come apart again", () => {
  const asset = parseAsset(bytes(2, "r1", 9, "image/png", 1, 2, 3));
  expect(asset?.ref).toBe("r1");
  expect(asset?.type).toBe("image/png");
  expect([...(asset?.bytes ?? [])]).toEqual([1, 2, 3]);
});

test.each([
  ["empty", bytes()],
  ["a length beyond the end", bytes(9, "r1")],
  ["a length without end", bytes(0x80, 0x80, 0x80, 0x80, 0x80)],
  ["no type", bytes(2, "r1")],
])("W22: %s is refused", (_, payload) => {
  expect(parseAsset(payload)).toBeNull();
});
