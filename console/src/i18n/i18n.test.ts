import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const FILES = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".json"),
);

type Words = { [key: string]: string | Words };

const read = (file: string): Words =>
  JSON.parse(readFileSync(join(import.meta.dirname, file), "utf8")) as Words;

const keysOf = (words: Words, before = ""): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [before + key] : keysOf(value, `${before}${key}.`),
  );

const placesOf = (words: Words): string[] =>
  JSON.stringify(words)
    .match(/\{\{\w+\}\}/g)
    ?.sort() ?? [];

describe("the language files", () => {
  it.each(FILES)("%s says in its head who made it", (file) => {
    expect(Object.keys(read(file))[0]).toBe("about");
    expect(read(file)["about"]).toMatchObject({ made: expect.stringMatching(/^(Machine-made|Signed by)/) });
  });

  it.each(FILES.filter((file) => file.startsWith("en")))(
    "%s has the same keys and places in German",
    (file) => {
      const german = read(file.replace("en", "de"));
      expect(keysOf(german).sort()).toEqual(keysOf(read(file)).sort());
      expect(new Set(placesOf(german))).toEqual(new Set(placesOf(read(file))));
    },
  );
});
