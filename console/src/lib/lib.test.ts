import { describe, expect, it } from "vitest";
import { memoryStorage } from "../../test/memory-storage.ts";
import { maskCards } from "./card-mask.ts";
import { initials, stopwatch, timeInZone, zoneTown } from "./format.ts";
import { linkify } from "./linkify.ts";
import { LocalRecord } from "./local-record.ts";
import { Store } from "./store.ts";

describe("maskCards (A22)", () => {
  it.each([
    ["4111 1111 1111 1111", "•••• •••• •••• 1111"],
    ["my card is 4111-1111-1111-1111, thanks", "my card is ••••-••••-••••-1111, thanks"],
    ["378282246310005", "•••••••••••0005"],
  ])("masks %s", (text, masked) => expect(maskCards(text)).toBe(masked));

  it.each(["order 4111 1111 1111 1112", "1100-053", "+351 912 345 678"])("leaves %s alone", (text) => {
    expect(maskCards(text)).toBe(text);
  });
});

describe("linkify (A22)", () => {
  it("finds addresses and leaves the sentence's own signs outside", () => {
    expect(linkify("See https://a.example/x?y=1. Or (http://b.example)!")).toEqual([
      { text: "See " },
      { text: "https://a.example/x?y=1", href: "https://a.example/x?y=1" },
      { text: ". Or (" },
      { text: "http://b.example", href: "http://b.example/" },
      { text: ")!" },
    ]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "just words"])(
    "makes no link of %s",
    (text) => expect(linkify(text).some((stretch) => stretch.href)).toBe(false),
  );

  it("keeps every character of the message", () => {
    const text = "a https://a.example, b\nhttps://b.example";
    expect(
      linkify(text)
        .map((stretch) => stretch.text)
        .join(""),
    ).toBe(text);
  });
});

describe("format", () => {
  it.each([
    [0, "0:00"],
    [7_900, "0:07"],
    [754_000, "12:34"],
    [3_909_000, "1:05:09"],
  ])("shows %d ms as %s", (ms, text) => expect(stopwatch(ms)).toBe(text));

  it.each([
    ["Ana Costa", "AC"],
    ["Ana Maria da Costa", "AC"],
    ["Ana", "A"],
    ["", ""],
    ["émile zola", "ÉZ"],
  ])("shortens %s", (name, short) => expect(initials(name)).toBe(short));

  it("tells the time in a zone, and nothing for a zone that it does not know", () => {
    const noon = Date.parse("2026-11-22T12:00:00Z");
    expect(timeInZone(noon, "Asia/Tokyo", "en-GB")).toBe("21:00");
    expect(timeInZone(noon, "Nowhere/Land", "en-GB")).toBeUndefined();
    expect(zoneTown("America/New_York")).toBe("New York");
  });
});

describe("Store", () => {
  it("tells of changes only, until the listener leaves", () => {
    const store = new Store(1);
    const seen: number[] = [];
    const leave = store.subscribe(() => seen.push(store.get()));
    store.set(1);
    store.set(2);
    store.update((now) => now + 1);
    leave();
    store.set(4);
    expect(seen).toEqual([2, 3]);
  });
});

describe("LocalRecord", () => {
  const numbers = (raw: unknown) => (typeof raw === "number" ? raw : undefined);

  it("gives back what was kept", () => {
    const record = new LocalRecord(memoryStorage(), "n", numbers);
    expect(record.read()).toBeUndefined();
    expect(record.write(3)).toBe(true);
    expect(record.read()).toBe(3);
  });

  it("takes rubbish and a full storage in its stride", () => {
    const storage = memoryStorage();
    storage.setItem("n", "{not json");
    const full = { ...storage, getItem: storage.getItem, setItem: refuse };
    expect(new LocalRecord(storage, "n", numbers).read()).toBeUndefined();
    expect(new LocalRecord(full, "n", numbers).write(3)).toBe(false);
  });
});

function refuse(): void {
  throw new DOMException("full", "QuotaExceededError");
}
