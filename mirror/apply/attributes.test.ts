import { expect, it } from "vitest";
import { HTML_NS, SVG_NS } from "./allow.ts";
import { Attributes } from "./attributes.ts";

/** Names that end up on an element of this kind, after one attribute was set. */
function namesOf(localName: string, namespaceURI: string, name: string): string[] {
  const names: string[] = [];
  const el = { localName, namespaceURI, setAttribute: (set: string) => names.push(set) };
  new Attributes((text) => text).set(el as unknown as Element, name, "v");
  return names;
}

it.each([
  ["iframe", "SRCDOC"],
  ["iframe", "Sandbox"],
  ["meta", "HTTP-EQUIV"],
  ["img", "OnError"],
  ["img", "SRC"],
])("P4 another spelling brings no %s what is denied it: %s", (tag, name) => {
  const names = namesOf(tag, HTML_NS, name);
  expect(names).toEqual(namesOf(tag, HTML_NS, name.toLowerCase()));
  expect(names.map((one) => one.toLowerCase())).not.toContain(name.toLowerCase());
});

it("names of SVG keep their capitals", () => {
  expect(namesOf("svg", SVG_NS, "viewBox")).toEqual(["viewBox"]);
});
