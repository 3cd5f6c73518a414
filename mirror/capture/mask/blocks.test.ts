import { describe, expect, it } from "vitest";
import { blockText, blockValue } from "./blocks.ts";

const sizesOf = (mask: (text: string) => string): number =>
  new Set(Array.from({ length: 200 }, (_, i) => mask("x".repeat(i + 1)))).size;

describe("P2 blocks", () => {
  it("tells the length of text in three sizes", () => {
    expect(sizesOf((text) => blockText(text, false))).toBe(3);
    expect(sizesOf((text) => blockText(text, true))).toBe(3);
    expect(sizesOf(blockValue)).toBe(3);
  });

  it("says nothing of the text but its size and the space at its edges", () => {
    expect(blockText(" Ada ", false)).toBe(blockText("\n  Bob\t", false));
    expect(blockText("Ada", false)).not.toBe(blockText(" Ada", false));
  });

  it("says nothing of spaces that are typed", () => {
    expect(blockText("Ada ", true)).toBe(blockText("Ada", true));
    expect(blockText("   ", true)).toBe(blockText("Ada", true));
  });

  it("keeps what is layout", () => {
    expect(blockText("\n    ", false)).toBe(" ");
    expect(blockText("", false)).toBe("");
    expect(blockValue("")).toBe("");
  });
});
