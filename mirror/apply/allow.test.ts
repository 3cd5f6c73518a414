import { expect, test } from "vitest";
import { isDenied, isSometimesDenied } from "./allow.ts";

const TAGS = ["a", "iframe", "meta", "img", "video", "audio", "div"];
const DENIED_SOMEWHERE = [
  "onclick",
  "OnLoad",
  "srcdoc",
  "nonce",
  "is",
  "sp-hidden",
  "http-equiv",
  "loading",
  "crossorigin",
  "autoplay",
  "sandbox",
  "allow",
  "csp",
  "name",
  "credentialless",
];
const PLAIN = ["class", "id", "title", "data-on", "o", "aria-label"];

const deniers = (name: string): string[] =>
  TAGS.filter((localName) => isDenied({ localName } as Element, name));

test.each(DENIED_SOMEWHERE)("an attribute %s is never set without a look at its element", (name) => {
  expect(deniers(name)).not.toEqual([]);
  expect(isSometimesDenied(name)).toBe(true);
});

test.each(PLAIN)("an attribute %s reaches every element", (name) => {
  expect(deniers(name)).toEqual([]);
  expect(isSometimesDenied(name)).toBe(false);
});
