import { afterEach, expect, test } from "vitest";
import { plainJson } from "../src/plain-json.ts";

afterEach(() => {
  Reflect.deleteProperty(Array.prototype, "toJSON");
});

test("an array is written as one whatever the page has added to arrays, and the page keeps it", () => {
  const theirs = () => "theirs";
  Object.defineProperty(Array.prototype, "toJSON", { value: theirs, configurable: true, writable: true });
  expect(plainJson({ list: [1, ["two"]] })).toBe('{"list":[1,["two"]]}');
  expect(Reflect.get(Array.prototype, "toJSON")).toBe(theirs);
});
