import { expect, test } from "vitest";
import { Remembered } from "./remembered.ts";

function counted(): { readonly asked: string[]; readonly lengths: Remembered<number> } {
  const asked: string[] = [];
  const lengths = new Remembered((text: string) => {
    asked.push(text);
    return text.length;
  });
  return { asked, lengths };
}

test("a string is judged once", () => {
  const { asked, lengths } = counted();
  expect([lengths.of("abc"), lengths.of(""), lengths.of("abc"), lengths.of("")]).toEqual([3, 0, 3, 0]);
  expect(asked).toEqual(["abc", ""]);
});

test("strings without end are not all kept, and judged rightly still", () => {
  const { asked, lengths } = counted();
  for (let i = 0; i < 10_000; i++) expect(lengths.of(`name-${i}`)).toBe(`name-${i}`.length);
  expect(lengths.of("name-0")).toBe(6);
  expect(asked.at(-1)).toBe("name-0");
});
