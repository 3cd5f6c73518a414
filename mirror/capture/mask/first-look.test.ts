import { expect, test } from "vitest";
import { firstLookFor } from "./first-look.ts";

const OWN = ["data-samepage", "class", "id", "contenteditable"];

test.each([
  ["td", "td", []],
  ["TD, li", "td", []],
  [".price", "b", ["class"]],
  ["#total", "b", ["id"]],
  ["[Data-Samepage~=mask i],input", "b", ["data-samepage"]],
  ["table .row > td.c", "td", []],
  [".row [data-x=a]:hover", "i", ["data-x"]],
  ["input[type=text]", "input", []],
])("%s may match <%s> with %j", (selectors, tag, names) => {
  expect(firstLookFor(selectors)(tag, names)).toBe(true);
});

test.each([
  ["td,[data-samepage~=mask i],.price", "p", []],
  ["td.price", "th", OWN],
  ["[contenteditable],#total", "p", ["title"]],
  ["tr td", "tr", OWN],
])("%s does not match <%s> with %j", (selectors, tag, names) => {
  expect(firstLookFor(selectors)(tag, names)).toBe(false);
});

test.each([
  "*",
  ":hover",
  ":not(td)",
  "td,:is(p)",
  '[title="a,b"]',
  "a\\:b",
  "svg|a",
  "größe",
  "[title",
  "td /**/ p",
])("of %s anything may match (P1)", (selectors) => {
  expect(firstLookFor(selectors)("div", [])).toBe(true);
});
