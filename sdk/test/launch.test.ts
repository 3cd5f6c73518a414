import { describe, expect, it } from "vitest";
import { faultsOf, policyFor } from "../src/core/policy.ts";
import { isHotKey } from "../src/launch/hot-key.ts";
import { listsOrigin } from "../src/launch/origins.ts";
import { takeClaim, withClaim } from "../src/loader/claim.ts";
import { wayTo } from "../src/travel/destination.ts";

const press = (key: string, code: string, ...flags: string[]) => ({
  key,
  code,
  ctrlKey: flags.includes("ctrl"),
  altKey: flags.includes("alt"),
  shiftKey: flags.includes("shift"),
  metaKey: flags.includes("meta"),
});

describe("hot keys (C9)", () => {
  it.each([
    ["Control+Alt+H", press("h", "KeyH", "ctrl", "alt"), true],
    ["Ctrl+Alt+h", press("˙", "KeyH", "ctrl", "alt"), true], // Alt makes other characters
    ["Control+Alt+H", press("h", "KeyH", "ctrl"), false],
    ["Control+Alt+H", press("H", "KeyH", "ctrl", "alt", "shift"), false],
    ["Shift+F2", press("F2", "F2", "shift"), true],
    ["Hyper+H", press("h", "KeyH"), false],
    ["", press("h", "KeyH"), false],
  ])("%s", (hotKey, given, meant) => {
    expect(isHotKey(given, hotKey)).toBe(meant);
  });
});

describe("origins of a site (W11)", () => {
  const patterns = ["https://shop.example", "https://*.shop.example", "http://localhost:8080"];
  it.each([
    ["https://shop.example", true],
    ["https://club.shop.example", true],
    ["https://a.b.shop.example", false],
    ["https://evilshop.example", false],
    ["http://shop.example", false],
    ["http://localhost:8080", true],
    ["http://localhost:8081", false],
  ])("%s", (origin, listed) => {
    expect(listsOrigin(patterns, origin)).toBe(listed);
  });
});

describe("ways (C7, C8)", () => {
  const window = {
    document: { baseURI: "https://shop.example/basket" },
    location: { origin: "https://shop.example" },
  } as Window;
  const origins = ["https://shop.example", "https://club.example"];
  it.each([
    ["/help", "here"],
    ["https://club.example/walks?x=1#y", "other"],
    ["https://elsewhere.example/", "away"],
    ["mailto:a@b.example", undefined],
    ["javascript:alert(1)", undefined],
    ["http://", undefined],
  ])("%s", (address, way) => {
    expect(wayTo(address, window, origins)).toBe(way);
  });
});

describe("claims in addresses (C7)", () => {
  const opened = (href: string) => {
    const seen: string[] = [];
    const window = {
      location: { href, replace: (to: string) => seen.push(`scroll ${to}`) },
      history: { state: 1, replaceState: (_: unknown, __: string, to: string) => seen.push(to) },
    } as unknown as Window;
    return { claim: takeClaim(window), seen };
  };
  it("come off as if they had never been there", () => {
    expect(withClaim("https://club.example/walks", "c-1_A")).toBe(
      "https://club.example/walks#samepage-claim=c-1_A",
    );
    expect(opened("https://club.example/walks#samepage-claim=c-1_A")).toEqual({
      claim: "c-1_A",
      seen: ["https://club.example/walks"],
    });
  });
  it("leave the page's own fragment, and what it scrolls to", () => {
    expect(opened(withClaim("https://club.example/#about", "c1"))).toEqual({
      claim: "c1",
      seen: ["https://club.example/#about", "scroll https://club.example/#about"],
    });
  });
  it("are nowhere else", () => {
    expect(opened("https://club.example/?samepage-claim=c1#x")).toEqual({ claim: undefined, seen: [] });
  });
});

describe("privacy rules (P1)", () => {
  const policy = (rules: object[]) =>
    policyFor({ kind: "policy", version: 3, mask_all: false, rules: rules as never, pages: ["https://a/*"] });
  it("about fields: by what they are for, or by their element, never in a list that forgives", () => {
    const { rules } = policy([
      { do: "mask", field: "text" },
      { do: "hide", field: "textarea", selector: ".note" },
      { do: "mask", field: "password" },
    ]);
    expect(rules).toEqual([
      { id: "0", effect: "mask", field: "text" },
      { id: "0", effect: "mask", field: "name" },
      { id: "0", effect: "mask", field: "address" },
      { id: "0", effect: "mask", field: "birthday" },
      { id: "1", effect: "hide", selector: "textarea:not(:not(.note))" },
      { id: "2", effect: "mask", field: "password" },
    ]);
  });
  it("that a browser cannot read are reported by their place", () => {
    const given = policy([{ do: "mask", selector: ":-moz-nonsense" }]);
    expect(given.pages).toEqual(["https://a/*"]);
    const problems = [{ rule: "0", why: "selector" } as const, { rule: "*", why: "load" } as const];
    expect(faultsOf(given, problems)).toEqual({
      kind: "policy.fault",
      version: 3,
      faults: [
        { rule: 0, why: "selector" },
        { rule: -1, why: "load" },
      ],
    });
  });
});
