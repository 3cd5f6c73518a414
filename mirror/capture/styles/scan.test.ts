import { describe, expect, test } from "vitest";
import { addressAt } from "../assets/css-address.ts";
import { bodyOf, splitRules } from "./scan.ts";
import { supportsConditions } from "./supports.ts";
import { createTextTable } from "./texts.ts";

describe("splitRules", () => {
  const cases: [string, string[]][] = [
    ["a{b:c}d{e:f}", ["a{b:c}", "d{e:f}"]],
    ['@charset "utf-8";/* x */ @import "a;b.css"; a{}', ['@import "a;b.css";', "a{}"]],
    ["@media x{a{b:c}d{}}e{}", ["@media x{a{b:c}d{}}", "e{}"]],
    ['a{content:"}"}b{}', ['a{content:"}"}', "b{}"]],
    ["a{}/* } */b{}", ["a{}", "b{}"]],
    ["a\\{b{c:d}e{}", ["a\\{b{c:d}", "e{}"]],
    ["<!-- a{} -->b{}", ["a{}", "b{}"]],
    ["a{b:c", ["a{b:c"]],
    [" ;  ", []],
  ];
  test.each(cases)("%s", (text, rules) => {
    expect(splitRules(text)).toEqual(rules);
  });
});

test("bodyOf takes what is between the outer braces", () => {
  expect(bodyOf("@media x{a{b:c}}")).toBe("a{b:c}");
  expect(bodyOf('a[x="{"]{b:c}')).toBe("b:c");
});

test("conditions are found once each, in order", () => {
  const text = '@supports (a:b) {x{}}@supports not (c:d){}@supports (a:b){}@import "x" supports(e:f) print;';
  expect(supportsConditions(text)).toEqual(["(a:b)", "not (c:d)", "e:f"]);
});

describe("addressAt answers for places where an address stands, and for no others (M9)", () => {
  const text = "a{b:url(x.png);c:url( 'y y.png' );d:\"z\"}";
  test.each([
    [4, "x.png"],
    [17, "y y.png"],
    [36, "z"],
    [0, undefined],
    [5, undefined],
    [1000, undefined],
  ])("%d", (offset, address) => {
    expect(addressAt(text, offset)).toBe(address);
  });
});

describe("TextTable", () => {
  test("numbers texts alike at both ends, and forgets the oldest", () => {
    const [here, there] = [createTextTable(), createTextTable()];
    const big = (letter: string): string => letter.repeat(9 * 1024 * 1024);
    for (const text of ["a", big("b"), big("c")]) expect(there.add(text)).toBe(here.add(text));
    expect(here.find("a")).toBeUndefined();
    expect(there.get(2)).toBeUndefined();
    expect(here.find(big("c"))).toBe(3);
  });
});
