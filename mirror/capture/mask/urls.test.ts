import { describe, expect, it } from "vitest";
import { matchesUrl, tellHref, tellUrl } from "./urls.ts";

describe("P2 addresses", () => {
  it.each([
    ["/a/b?token=s#s", "https://shop.example/a/b"],
    ["https://u:p@other.example/x?q", "https://other.example/x"],
    ["#secret", "#"],
    ["", "#"],
    ["mailto:ada@example.org", "mailto:"],
    ["data:text/plain,secret", "data:"],
    ["javascript:go('secret')", "javascript:"],
    ["http://[broken", "#"],
  ])("%s is told as %s", (address, told) => {
    expect(tellUrl(address, "https://shop.example/start?s")).toBe(told);
  });
});

describe("P2 addresses in attributes", () => {
  it.each([
    ["/a/b?token=s#s", "/a/b"],
    ["b.html#s", "b.html"],
    ["https://u:p@other.example/x?q", "https://other.example/x"],
    ["//u:p@other.example/x@y", "//other.example/x@y"],
    ["#secret", "#"],
    ["?secret", "#"],
    ["", ""],
    ["mailto:ada@example.org", "mailto:"],
    [" java\nscript:go('secret')", "javascript:"],
    ["DATA:text/plain,secret", "data:"],
  ])("%s is told as %s", (href, told) => {
    expect(tellHref(href)).toBe(told);
  });
});

describe("P1 address patterns", () => {
  it.each([
    ["https://shop.example/account/*", "https://shop.example/account/orders", true],
    ["https://shop.example/account/*", "https://shop.example/basket", false],
    ["*/pay", "https://shop.example/pay", true],
    ["*/pay", "https://shop.example/pay/x", false],
    ["*a*b*", "xxaxxbxx", true],
    ["a*a", "a", false],
    ["https://shop.example/", "https://shop.example/", true],
    ["*", "anything", true],
  ])("%s and %s: %s", (pattern, address, holds) => {
    expect(matchesUrl(pattern, address)).toBe(holds);
  });
});
