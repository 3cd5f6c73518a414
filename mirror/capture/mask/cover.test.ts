import { beforeEach, describe, expect, it } from "vitest";
import type { PageWindow } from "../natives.ts";
import { type Cover, createCover } from "./cover.ts";

const SHEET = ".secret{color:red}.secret{color:red}";
const root = {} as Document;

let asked: number;
let cover: Cover;

beforeEach(() => {
  asked = 0;
  const CSS = {
    supports: () => {
      asked++;
      return true;
    },
  };
  const document = { implementation: { createHTMLDocument: () => ({}) } };
  cover = createCover(
    { CSS, document } as unknown as PageWindow,
    () => {},
    () => false,
    () => true,
    "run",
  );
});

describe("P2 a sheet that is told again", () => {
  it("is told in the same way, without another look at it", () => {
    cover.read(SHEET, root, false);
    const told = cover.css(SHEET, false);
    expect(told).toBe(".n1{color:red}.n1{color:red}");
    const before = asked;
    cover.read(SHEET, root, false);
    expect(cover.css(SHEET, false)).toBe(told);
    expect(asked).toBe(before);
  });

  it("is told by the names that an open sheet has learnt to tell since, also where that says the same", () => {
    cover.read(SHEET, root, false);
    cover.css(SHEET, false);
    cover.read(SHEET, root, true);
    expect(cover.css(SHEET, false)).toBe(SHEET);
    cover.read(SHEET, root, false);
    expect(cover.css(SHEET, false)).toBe(SHEET);
  });

  it("gives its names to what is open too, as long as no open sheet has them", () => {
    cover.read(SHEET, root, false);
    expect([cover.inOpen("secret"), cover.inOpen("other")]).toEqual(["n1", "other"]);
    cover.read(SHEET, root, true);
    expect(cover.inOpen("secret")).toBe("secret");
  });

  it("is another one where it is open", () => {
    const text = ".secret{content:'secret'}";
    expect(cover.css(text, false)).not.toContain("secret");
    expect(cover.css(text, false, true)).toContain("'secret'");
    expect(cover.css(text, false)).not.toContain("secret");
  });
});
