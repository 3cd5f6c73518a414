import { describe, expect, it } from "vitest";
import { reportRows } from "../../test/fake-reports.ts";
import { allRows, toCsv } from "./csv.ts";
import { detailText } from "./detail-text.ts";
import { filterOf, isNarrowed, localDay, NOTHING_CHOSEN } from "./session-filter.ts";
import { momentOf } from "./words.ts";

describe("the export (R4)", () => {
  it("quotes what has to be quoted, and disarms what a spreadsheet would run", () => {
    const [row] = reportRows(1);
    if (!row) throw new Error("no row");
    const csv = toCsv([{ ...row, customer: '=HYPERLINK("https://x")', agent: 'Mia "M", Lindqvist' }]);
    expect(csv).toContain(`"'=HYPERLINK(""https://x"")"`);
    expect(csv).toContain('"Mia ""M"", Lindqvist"');
    expect(csv.split("\r\n")).toHaveLength(3);
  });

  it("reads every page of what is filtered", async () => {
    const rows = reportRows(450);
    const seen: number[] = [];
    const page = async (cursor: string, limit: number) => {
      const from = Number(cursor || 0);
      const to = from + limit;
      return { rows: rows.slice(from, to), next: to < rows.length ? String(to) : "", total: rows.length };
    };
    expect(await allRows(page, (done) => seen.push(done))).toHaveLength(450);
    expect(seen).toEqual([200, 400, 450]);
  });
});

describe("the filters (R4)", () => {
  it("say days, and ask for moments with the last day included", () => {
    const { from, to } = filterOf({ ...NOTHING_CHOSEN, from: "2026-11-20", to: "2026-11-22" });
    expect(localDay(Date.parse(String(from)))).toBe("2026-11-20");
    expect(localDay(Date.parse(String(to)))).toBe("2026-11-23");
  });

  it("leave out what is not chosen", () => {
    expect(filterOf(NOTHING_CHOSEN)).toEqual({});
    expect(isNarrowed(NOTHING_CHOSEN)).toBe(false);
    expect(filterOf({ ...NOTHING_CHOSEN, reason: "lost" })).toEqual({ end_reason: "lost" });
  });
});

describe("the detail of a time line (R3)", () => {
  it.each([
    [null, ""],
    [{ page: "https://shop.example/", answer: "" }, "https://shop.example/"],
    [{ mode: "view", result: "done" }, "VIEW"],
  ])("reads %o", (detail, text) => {
    const shout = (field: string, value: string) =>
      field === "result" ? undefined : field === "page" ? value : value.toUpperCase();
    expect(detailText(detail, shout)).toBe(text);
  });

  it.each([
    ["Mia Lindqvist", "released", "control_released"],
    ["Ana Costa", "released", "control_taken_back"],
    ["customer", "released", "control_taken_back"],
    ["Jonas Weber", "mode", "control_ended"],
  ])("control ended by %s (%s) is %s", (by, why, kind) => {
    const entry = { at: "", kind: "control_ended", by, class: "state", detail: { why } };
    expect(momentOf(entry, ["Mia Lindqvist"])).toBe(kind);
  });
});
