import { describe, expect, it } from "vitest";
import { compilePattern } from "./pattern.ts";

/** What the pattern masks, as dots. */
function masked(source: string, text: string): string {
  const find = compilePattern(source);
  if (!find) return "not understood";
  const chars = [...text];
  for (const span of find(text)) chars.fill("·", span.start, span.end);
  return chars.join("");
}

describe("P1 text patterns", () => {
  it.each([
    ["abc", "xabcx", "x···x"],
    ["a|bc", "abcd", "···d"],
    ["[0-9]{3}-\\d{2}", "no 123-45 and 12-34", "no ······ and 12-34"],
    ["K[A-Z]+", "xKABCd", "x····d"],
    ["(ab)*c", "ababc c", "····· ·"],
    ["(?:ab){2,3}", "abababab", "········"],
    ["\\bID\\b", "ID IDS", "·· IDS"],
    ["^x+$", "xxx", "···"],
    ["^x+$", "xxy", "xxy"],
    ["(?i)ssn: ?\\d+", "SsN: 12", "·······"],
    ["[^ ]+@[^ ]+", "to a@b now", "to ··· now"],
    ["[\\w.-]+", "a.b c", "··· ·"],
    ["a??b", "ab", "··"],
    ["\\.", "a.b", "a·b"],
    ["[]x]", "]", "·"],
    ["", "abc", "abc"],
  ])("%s in %s", (source, text, result) => {
    expect(masked(source, text)).toBe(result);
  });

  it.each(["(", ")", "[a", "*a", "(?=a)", "(?<n>a)", "\\1", "[[:alpha:]]", "a{999}{999}"])(
    "%s is not understood",
    (source) => {
      expect(masked(source, "a")).toBe("not understood");
    },
  );

  it("takes steps in proportion to the text where a backtracking engine takes for ever", () => {
    const text = "a".repeat(500);
    expect(masked("(a+)+b", text)).toBe(text);
    expect(masked("(a|aa)*c|(a*)*d", text)).toBe(text);
  });

  it("masks the whole text beyond its budget", () => {
    const many = `(${"a?".repeat(200)})*b`;
    const text = "a".repeat(20_000);
    expect(masked(many, text)).toBe("·".repeat(text.length));
  });
});
