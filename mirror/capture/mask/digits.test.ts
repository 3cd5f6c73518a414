import { describe, expect, it } from "vitest";
import { cardSpans, digitSpans, ibanSpans, onlyDigits, replaceSpans, type Span } from "./digits.ts";

const cut = (text: string, spans: readonly Span[]): string[] =>
  spans.map((span) => text.slice(span.start, span.end));

const count = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("P2 runs of digits", () => {
  it.each([
    ["123", []],
    ["1234", ["1234"]],
    ["12 34", ["12 34"]],
    ["1-2-3-4", ["1-2-3-4"]],
    ["1 . 2 . 3 . 4", ["1 . 2 . 3 . 4"]],
    ["12\u00a034", ["12\u00a034"]],
    ["12\u200b34", ["12\u200b34"]],
    ["١٢٣٤", ["١٢٣٤"]],
    ["１２３４", ["１２３４"]],
    ["a12b34", []],
    ["call 0151 234 now 99", ["0151 234"]],
    ["12         34", []],
  ])("%s", (text, found) => {
    expect(cut(text, digitSpans(text))).toEqual(found);
  });

  it("counts digits only where there is nothing else", () => {
    expect(onlyDigits("12-3")).toBe(3);
    expect(onlyDigits("")).toBe(0);
    expect(onlyDigits("12a")).toBe(-1);
  });
});

describe("P2 card numbers", () => {
  it.each([
    "4111111111111111",
    "4111 1111 1111 1111",
    "3782-822463-10005",
    "5555.5555.5555.4444",
    "6011 0009 9013 9424",
    "4222222222222",
    "4111 - - -1111______1111......1111",
    "٤١١١١١١١١١١١١١١١",
    "４１１１ １１１１ １１１１ １１１１",
  ])("finds %s in a sentence", (card) => {
    expect(cut(`paid with ${card}, thanks`, cardSpans(`paid with ${card}, thanks`))).toEqual([card]);
  });

  it("finds a number beside another group", () => {
    const text = "4111 1111 1111 1111 12/26";
    expect(cut(text, cardSpans(text))).toEqual(["4111 1111 1111 1111"]);
  });

  it.each(["4111 1111 1111 1112", "1234567890123", "order 2026-11-22"])("leaves %s", (text) => {
    expect(cardSpans(text)).toEqual([]);
  });

  it.each([
    ["days of a month", [29, 30, 31, ...count(1, 30), ...count(1, 5)]],
    ["years", count(1950, 2030).reverse()],
    ["lines", count(1, 400)],
  ])("leaves rows that count: %s", (_what, numbers) => {
    expect(cardSpans(numbers.join("\n"))).toEqual([]);
  });

  it("finds a card behind a row that counts, its digits one by one", () => {
    const card = [..."4111111111111111"].join(" ");
    const days = `${count(1, 31).join(" ")} `;
    expect(cardSpans(days + card).map(({ start }) => start)).toContain(days.length);
  });
});

describe("P2 account numbers", () => {
  it.each([
    "DE89370400440532013000",
    "DE89 3704 0044 0532 0130 00",
    "GB82 WEST 1234 5698 7654 32",
    "gb 82 weſt-1234-5698-7654-32",
    "DE٨٩ 3704 0044 0532 0130 00",
    "NO93______8601-1117947",
    "MT84MALT011000012345MTLCAST001S",
  ])("finds %s", (iban) => {
    expect(cut(`(${iban})`, ibanSpans(`(${iban})`))).toEqual([iban]);
  });

  it("leaves one with a wrong check number", () => {
    expect(ibanSpans("DE88370400440532013000")).toEqual([]);
  });

  it("leaves words that happen to pass the check", () => {
    expect(ibanSpans("If You Can Catch It13 Clearance Items You Should Shop From Walmart")).toEqual([]);
  });
});

describe("replaceSpans", () => {
  it("takes spans that overlap and in any order", () => {
    expect(
      replaceSpans(
        "abcdefgh",
        [
          { start: 4, end: 6 },
          { start: 1, end: 3 },
          { start: 2, end: 4 },
        ],
        "#",
      ),
    ).toBe("a##gh");
  });
});
