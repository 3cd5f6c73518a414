import { describe, expect, it } from "vitest";
import { lineFrom, stepFrom, wordAround } from "./text-steps.ts";

describe("A9 where the caret of a field goes", () => {
  it.each([
    ["a👍🏽b", 1, "character", 1, 5],
    ["a👍🏽b", 5, "character", -1, 1],
    ["one two", 7, "word", -1, 4],
    ["one two ", 8, "word", -1, 4],
    ["one two", 0, "word", 1, 3],
    ["one two", 3, "word", 1, 7],
    ["ab\ncd", 4, "line", -1, 3],
    ["ab\ncd", 0, "line", 1, 2],
    ["ab\ncd", 3, "document", -1, 0],
    ["ab\ncd", 3, "document", 1, 5],
    ["", 0, "character", -1, 0],
  ] as const)("%j from %i by %s, %i", (text, at, step, way, to) => {
    expect(stepFrom(text, at, step, way)).toBe(to);
  });

  it.each([
    ["abc\nd\nefg", 2, 1, 5],
    ["abc\nd\nefg", 5, 1, 7],
    ["abc\nd\nefg", 8, -1, 5],
    ["abc\nd", 2, -1, 0],
    ["abc", 1, 1, 3],
  ] as const)("%j from %i by a row, %i", (text, at, way, to) => {
    expect(lineFrom(text, at, way)).toBe(to);
  });

  it("finds the word at an offset", () => {
    expect(wordAround("one two", 5)).toEqual([4, 7]);
    expect(wordAround("one two", 7)).toEqual([4, 7]);
    expect(wordAround("", 0)).toEqual([0, 0]);
  });
});
