import { describe, expect, it } from "vitest";
import { defaultPolicy, type Policy, strictPolicy } from "../capture/mask/index.ts";
import { probes, written } from "./privacy-probed.ts";
import { filled, secretOf, spots } from "./privacy-spots.ts";

const probed = probes();

describe("P2 everything masked", () => {
  it("no place of a page tells its secret, and what is allowed passes", async () => {
    const parts = (part: "head" | "body"): string => spots.map((spot) => filled(spot, part)).join("\n");
    const control = `<p id=allowed>plainly told</p>`;
    const setup = spots.map((spot) => filled(spot, "setup")).join(";\n");
    const html = `<!doctype html><head>${parts("head")}</head><body>${control}${parts("body")}</body>`;
    const page = await probed(html, strictPolicy("#allowed"), setup);
    let all = await written(page);
    for (const spot of spots) if (spot.act) await page.evaluate(filled(spot, "act"));
    await page.evaluate(() => {
      document.querySelector("#allowed")?.append(" and later");
    });
    all += await written(page);
    const told = spots.filter((spot) => all.toLowerCase().includes(secretOf(spot.id)));
    expect(told.map((spot) => spot.id)).toEqual([]);
    expect(all).toContain("plainly told");
    expect(all).toContain(" and later");
  });
});

const secret = "zq17secretx";

describe("P2 fields that no setting opens", () => {
  const open: Policy = { ...defaultPolicy, rules: [{ id: "all", effect: "allow", selector: "*" }] };

  it.each([
    `<input type=password value="${secret}">`,
    `<input type=hidden value="${secret}">`,
    `<input autocomplete=one-time-code value="${secret}">`,
    `<input autocomplete="section-a billing cc-number" value="${secret}">`,
    `<input autocomplete=cc-exp value="${secret}">`,
    `<input name=cardNumber value="${secret}">`,
    `<input id=cvv value="${secret}">`,
    `<label>Kartennummer <input value="${secret}"></label>`,
    `<label for=f>رقم البطاقة</label><input id=f value="${secret}">`,
    `<b id=l>Verification code</b><input aria-labelledby=l value="${secret}">`,
    `<input placeholder="MM/YY" value="${secret}">`,
    `<select name=exp-month><option value="${secret}">${secret}<option selected></select>`,
    `<textarea name=password data-value="${secret}" title="${secret}">${secret}</textarea>`,
    `<div contenteditable aria-label="Card number">${secret}</div>`,
  ])("%s", async (html) => {
    const page = await probed(html, open);
    expect(await written(page)).not.toContain(secret);
  });

  it("a password stays one after its type flips, also in a new element of its name", async () => {
    const page = await probed("<form><input type=password name=key></form>", open);
    await written(page);
    await page.evaluate((value) => {
      const field = document.querySelector("input");
      if (!field) return;
      field.type = "text";
      field.value = value;
    }, secret);
    expect(await written(page)).not.toContain(secret);
    await page.evaluate((value) => {
      document.forms[0]?.replaceChildren(
        Object.assign(document.createElement("input"), { name: "key", value }),
      );
    }, secret);
    expect(await written(page)).not.toContain(secret);
  });

  it("a password that flips to text and back between two flushes stays one", async () => {
    const page = await probed("<input>", open);
    await written(page);
    await page.evaluate((value) => {
      const field = document.querySelector("input");
      if (!field) return;
      field.type = "password";
      field.type = "text";
      field.value = value;
    }, secret);
    expect(await written(page)).not.toContain(secret);
  });

  it("a label that comes later decides", async () => {
    const page = await probed(`<label><span></span><input value="${secret}"></label>`, open);
    expect(await written(page)).toContain(secret);
    await page.evaluate(() => {
      const span = document.querySelector("span");
      if (span) span.textContent = "Security code";
    });
    expect(await written(page)).not.toContain(secret);
  });

  it("describes the field", async () => {
    const page = await probed(
      `<input type=password placeholder="Your password" aria-label="Password">`,
      open,
    );
    expect(await written(page)).toContain("placeholder=Your password");
  });

  it("tells no fact of it", async () => {
    const page = await probed(`<input type=password value=x><input id=t value=x>`, defaultPolicy);
    expect(await page.evaluate(() => globalThis.probe.state("input"))).toEqual({
      value: "••••••",
      facts: false,
    });
    expect(await page.evaluate(() => globalThis.probe.state("#t"))).toEqual({ value: "x", facts: true });
  });
});

describe("P2 fields held for their digits", () => {
  const held = async (html: string, policy = defaultPolicy, selector = "input"): Promise<boolean> => {
    const page = await probed(html, policy);
    const state = await page.evaluate((given) => globalThis.probe.state(given), selector);
    return !state.facts;
  };

  it.each([
    [`<input value="1234">`, true],
    [`<input value="12 3-4">`, true],
    [`<input type=tel value="+49 151 2345">`, true],
    [`<input type=number value=5000>`, true],
    [`<input value="123">`, false],
    [`<input value="Ada">`, false],
    [`<input type=date value="2026-11-22">`, false],
    [`<input type=range max=9000 value=5000>`, false],
    [
      `<input value=4 maxlength=1><input value=1 maxlength=1><input value=1 maxlength=1><input value=1 maxlength=1>`,
      true,
    ],
    [`<div><p><input value=41></p><p>-</p><p><input value=11></p></div>`, true],
    [`<label>House<input value=12 maxlength=4></label><label>Code<input value=34 maxlength=4></label>`, true],
    [`<p>Qty <input value=12></p><p>Qty <input value=34></p>`, false],
    [`<div><input value=12><input value=x><input value=34></div>`, false],
  ])("%s: %s", async (html, isHeld) => {
    expect(await held(html)).toBe(isHeld);
  });

  it("a rule clears a field, but not a card number in it", async () => {
    const cleared: Policy = {
      ...defaultPolicy,
      rules: [{ id: "order", effect: "allow", selector: "#order" }],
    };
    expect(await held(`<input id=order value="123456">`, cleared)).toBe(false);
    expect(await held(`<input id=order value="4111 1111 1111 1111">`, cleared)).toBe(true);
  });

  it("runs in text that is typed are replaced where they stand", async () => {
    const page = await probed(
      `<textarea>Mine is 4111 11</textarea><div contenteditable>no <b>41</b><i>11</i> yes</div>`,
      defaultPolicy,
    );
    const all = await written(page);
    expect(all).toContain("Mine is ██████");
    expect(all).not.toMatch(/41|11/);
    expect(all).toContain("yes");
  });

  it("the attribute of a held field says no more than its value", async () => {
    const page = await probed(`<input value="1234" data-value="1234" maxlength=4000>`, defaultPolicy);
    expect(await written(page)).not.toContain("1234");
  });
});

describe("P2 card numbers elsewhere", () => {
  it.each([
    "<p>4111 1111 1111 1111</p>",
    "<p><span>4111</span> <span>1111</span> <b>1111</b> <i>1111</i></p>",
    "<p>4111<!-- -->11111111<b></b>1111</p>",
    `<p title="4111-1111-1111-1111">x</p>`,
    `<a href="/cards/4111111111111111">x</a>`,
  ])("%s", async (html) => {
    const page = await probed(html, defaultPolicy);
    expect(await written(page)).not.toMatch(/4111|1111/);
  });

  it("M: what SVG draws by is left alone, though it may pass for a card number; its words are not", async () => {
    const card = "4111 1111 1111 1111";
    const page = await probed(
      `<svg aria-label="a ${card}" viewBox="0 0 9 9"><path d="M ${card}"/><text x="0 ${card}">x</text></svg><p d="b ${card}">`,
      defaultPolicy,
    );
    const all = await written(page);
    expect(all).toContain(`M ${card}`);
    expect(all).toContain(`0 ${card}`);
    expect(all).not.toMatch(/[ab] 4111/);
  });

  it("nodes that were told before are told again when the number is complete", async () => {
    const page = await probed(
      "<p><span>4111 1111</span> <span>1111</span> <span id=last></span></p>",
      defaultPolicy,
    );
    expect(await written(page)).toContain("4111 1111");
    const stale = await page.evaluate(() => {
      const last = document.querySelector("#last");
      if (!last) throw new Error("no #last");
      last.textContent = "1111";
      globalThis.probe.mask.text(last.firstChild as Text, last);
      return [...globalThis.probe.stale].map((node) => node.textContent);
    });
    expect(stale).toContain("4111 1111");
  });
});
