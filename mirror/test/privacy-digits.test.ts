import { describe, expect, it } from "vitest";
import { defaultPolicy } from "../capture/mask/index.ts";
import { withBrowser } from "./browser.ts";
import { Engine } from "./privacy-engine.ts";

let engine: Engine;
withBrowser(async (browser) => {
  engine = await Engine.open(browser);
});

/** A card number without four equal digits in a row: each piece of it can be recognised. */
const CARD = "5105 1051 0510 5100";
const DIGITS = CARD.replaceAll(" ", "");
/** Digits that may have been told before the fourth was typed. */
const TOLD_AT_MOST = 3;

const box = "<span><input maxlength=1></span>";

/** Digits of the replica's fields and texts in order, whatever stands between. */
async function digitsShown(): Promise<string> {
  const shown = await engine.agent.page.evaluate(() => {
    const doc = globalThis.agent.frame.contentDocument;
    const fields = [...(doc?.querySelectorAll<HTMLInputElement>("input,textarea") ?? [])].map(
      (field) => field.value,
    );
    return fields.join("") + (doc?.querySelector("[contenteditable]")?.textContent ?? "");
  });
  return shown.replace(/\D/g, "");
}

describe("P2 a card number typed key by key into fields that nothing names", () => {
  it.each([
    ["one field", "<input>", CARD],
    ["a field with dashes", "<input>", CARD.replaceAll(" ", "-")],
    ["a field of prose", "<textarea></textarea>", CARD],
    ["editable text", "<div contenteditable><br></div>", CARD],
    ["four fields", `<p>${"<input maxlength=4> - ".repeat(4)}</p>`, CARD],
    ["a box for each digit", `<div>${box.repeat(DIGITS.length)}</div>`, DIGITS],
    [
      "fields that their page copies to their attributes",
      "<input oninput=\"this.setAttribute('value',this.value)\">",
      CARD,
    ],
  ])("%s: no more than three digits are ever told", async (_, html, typed) => {
    await engine.start(`<!doctype html>${html}`, defaultPolicy);
    const page = engine.customer.page;
    const fields = await page.locator("input,textarea,[contenteditable]").count();
    const perField = Math.ceil(DIGITS.length / fields);
    await page.locator("input,textarea,[contenteditable]").first().focus();
    let count = 0;
    for (const key of typed) {
      if (fields > 1 && /\D/.test(key)) continue;
      if (fields > 1 && count > 0 && count % perField === 0) await page.keyboard.press("Tab");
      await page.keyboard.press(key);
      count++;
      if (count % 4 === 0) await engine.settle();
      if (count >= 8) expect((await digitsShown()).length).toBe(0);
    }
    await engine.settle();
    const told = engine.told();
    for (let at = 0; at + TOLD_AT_MOST < DIGITS.length; at++)
      expect(told).not.toContain(DIGITS.slice(at, at + TOLD_AT_MOST + 1));
    expect(told).not.toContain("5105");
    expect(await digitsShown()).toBe("");
    expect(await engine.faults()).toEqual([]);
  });
});
