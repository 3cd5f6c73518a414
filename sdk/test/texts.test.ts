import { describe, expect, it } from "vitest";
import { placesOf, textsOf } from "../src/texts/compile.ts";
import { en } from "../src/texts/en.ts";
import { ENGLISH, LANGUAGES, loadTexts } from "../src/texts/load.ts";

/** The places of each sentence, by its path: what a translation must have, too. */
function placesIn(words: object, path = ""): [path: string, places: string[]][] {
  return Object.entries(words).flatMap(([key, value]): [string, string[]][] => {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === "string") return [[at, placesOf(value).sort()]];
    if (Array.isArray(value)) return [[at, [String(value.length)]]];
    if ("plural" in value) return [[at, placesOf(value.plural.other).sort()]];
    return placesIn(value, at);
  });
}

describe("texts (C10)", () => {
  it.each(Object.keys(LANGUAGES).filter((code) => code !== "en"))(
    "%s says everything, with the same places",
    async (code) => {
      const language = await LANGUAGES[code]?.();
      expect(language?.language).toBe(code);
      expect(Object.fromEntries(placesIn(language?.words ?? {}))).toEqual(Object.fromEntries(placesIn(en)));
    },
  );

  it("takes the first wish that there is, and English else", async () => {
    expect((await loadTexts(["xx", "de-AT", "en"])).language).toBe("de");
    expect((await loadTexts(["xx", undefined])).language).toBe("en");
  });

  it("fills places by name, in the order of the English sentence", () => {
    const texts = textsOf({ language: "de", direction: "ltr", words: { withAgent: "{company}: {name}" } });
    expect(texts.withAgent("Mia", "Fernhill")).toBe("Fernhill: Mia");
  });

  it("counts by the language's own categories", () => {
    const forms = {
      one: "one",
      two: "two",
      few: "few {count}",
      many: "many {count}",
      other: "other {count}",
    };
    const texts = textsOf({ language: "ar", direction: "rtl", words: { unread: { plural: forms } } });
    expect([1, 2, 3, 11, 100].map((n) => texts.unread(n))).toEqual([
      "one",
      "two",
      "few 3",
      "many 11",
      "other 100",
    ]);
    expect(textsOf(ENGLISH).unread(1)).toBe("1 new message");
  });

  it("falls back key by key: the site's own words, the language, English", () => {
    const language = {
      language: "de",
      direction: "ltr" as const,
      words: { no: "Nein", lines: { ended: "Ende" } },
    };
    const texts = textsOf(language, { accept: "Gern", lines: { accepted: "Ja" } });
    expect([texts.accept, texts.no, texts.close]).toEqual(["Gern", "Nein", "Close"]);
    expect([texts.lines.accepted, texts.lines.ended, texts.lines.left("Mia")]).toEqual([
      "Ja",
      "Ende",
      "Mia has left",
    ]);
  });

  it("what has another form than English is not taken", () => {
    const texts = textsOf(ENGLISH, { hiddenList: "none", no: ["No"] } as never);
    expect(texts.no).toBe("No");
    expect(texts.hiddenList).toEqual(en.hiddenList);
  });
});
