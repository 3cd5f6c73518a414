import { describe, expect, it } from "vitest";
import { matchesUrl, tellUrl } from "./urls.ts";

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
