import type { Page } from "@playwright/test";
import { describe, expect, it } from "vitest";
import { defaultPolicy, type Policy, type Rule } from "../capture/mask/index.ts";
import { probes, written } from "./privacy-probed.ts";

const probed = probes();

const rules = (...list: Omit<Rule, "id">[]): Policy => ({
  ...defaultPolicy,
  rules: list.map((rule, index) => ({ id: `rule ${index}`, ...rule })),
});

const stale = (page: Page): Promise<string[]> => page.evaluate(() => globalThis.probe.staleNow());
const SECRET = "Ada Lovelace";

describe("P1 rules", () => {
  it("masks by selector, with everything inside", async () => {
    const page = await probed(
      `<div class=who>${SECRET}<b title="${SECRET}">${SECRET}</b></div>open`,
      rules({ effect: "mask", selector: ".who" }),
    );
    const all = await written(page);
    expect(all).not.toContain(SECRET);
    expect(all).toContain("open");
  });

  it("sends nothing of a hidden area but that it is there", async () => {
    const page = await probed(
      `<div id=area class=x><b>${SECRET}</b></div>`,
      rules({ effect: "hide", selector: "#area" }),
    );
    const all = await written(page);
    expect(all).toContain("<div hidden false>");
    expect(all).not.toMatch(/Ada|<b |class=/);
  });

  it("the stricter rule wins", async () => {
    const policy = rules(
      { effect: "allow", selector: "*" },
      { effect: "mask", selector: "p" },
      { effect: "hide", selector: ".h" },
    );
    const page = await probed(`<p>${SECRET}<b>${SECRET}</b></p><p class=h>${SECRET}</p>`, {
      ...policy,
      maskAll: true,
    });
    const all = await written(page);
    expect(all).not.toContain(SECRET);
    expect(all).toContain("<p hidden false>");
  });

  it("holds on the pages that its address names, also when the page changes its address", async () => {
    const page = await probed(
      `<p>${SECRET}</p>`,
      rules({ effect: "mask", selector: "p", url: "https://page.test/account*" }),
    );
    expect(await written(page)).toContain(SECRET);
    await page.evaluate(() => history.pushState(null, "", "/account/1?x"));
    expect(await stale(page)).toContain("p");
    expect(await written(page)).not.toContain(SECRET);
  });

  it("keeps a page to view-only, and excludes a page", async () => {
    const policy = rules({ effect: "viewOnly", url: "*/look" }, { effect: "exclude", selector: ".never" });
    const page = await probed("<p></p>", policy);
    const verdict = (): Promise<string> => page.evaluate(() => globalThis.probe.mask.page());
    expect(await verdict()).toBe("open");
    await page.evaluate(() => {
      history.pushState(null, "", "/look");
      globalThis.probe.mask.settle();
    });
    expect(await verdict()).toBe("viewOnly");
    await page.evaluate(() => document.querySelector("p")?.classList.add("never"));
    expect(await verdict()).toBe("excluded");
  });

  it("masks by the kind of a field", async () => {
    const page = await probed(
      `<input type=email value="a@b.c"><input name=city value="${SECRET}">`,
      rules({ effect: "mask", field: "email" }),
    );
    const all = await written(page);
    expect(all).not.toContain("a@b.c");
    expect(all).toContain(SECRET);
  });

  it("masks by text", async () => {
    const policy: Policy = {
      ...defaultPolicy,
      texts: [
        { id: "e", preset: "email" },
        { id: "n", pattern: "[A-Z]{2}\\d{6}[A-Z]" },
      ],
    };
    const page = await probed(`<p title="QQ123456C">mail ada@example.org, number QQ123456C.</p>`, policy);
    const all = await written(page);
    expect(all).toContain("mail ██████, number ██████.");
    expect(all).not.toContain("QQ123456C");
  });

  it.each<[string, Policy]>([
    ["selector", rules({ effect: "mask", selector: "p:::x" })],
    ["pattern", { ...defaultPolicy, texts: [{ id: "rule 0", pattern: "(?=x)" }] }],
    ["effect", rules({ effect: "maks" as "mask", selector: "b" })],
    ["field", rules({ effect: "mask", field: "surname" as "name" })],
  ])("a %s that is not understood masks the page, and is reported", async (why, policy) => {
    const page = await probed(`<p>${SECRET}</p>`, {
      ...policy,
      rules: [...policy.rules, { id: "open", effect: "allow", selector: "p" }],
    });
    expect(await written(page)).not.toContain(SECRET);
    expect(await page.evaluate(() => globalThis.probe.problems)).toEqual([`rule 0 ${why}`]);
  });

  it("the page's own marks mask and hide; they open only where the policy lets them", async () => {
    const html = `<p data-samepage=mask>${SECRET}</p><p data-samepage=hide>${SECRET}</p><p data-samepage=allow>plain</p>`;
    const strict = { ...defaultPolicy, maskAll: true };
    expect(await written(await probed(html, defaultPolicy))).not.toContain(SECRET);
    expect(await written(await probed(html, strict))).not.toContain("plain");
    const all = await written(await probed(html, { ...strict, pageMayAllow: true }));
    expect(all).toContain("plain");
    expect(all).not.toContain(SECRET);
  });
});

describe("P2 masks pass on", () => {
  const masked = rules({ effect: "mask", selector: ".who" });

  it.each([
    [
      "into an open shadow tree",
      "<div class=who id=h></div>",
      "h.attachShadow({mode:'open'}).innerHTML='SECRET'",
    ],
    [
      "from a slot to what is put into it",
      "<div id=h>SECRET</div>",
      "h.attachShadow({mode:'open'}).innerHTML='<p class=who><slot></slot></p>'",
    ],
    [
      "from a named slot",
      "<div id=h><b slot=x>SECRET</b></div>",
      "h.attachShadow({mode:'open'}).innerHTML='<slot class=who name=x></slot>'",
    ],
    ["into a frame", "<iframe class=who id=h></iframe>", "h.contentDocument.body.innerHTML='SECRET'"],
    ["from a label to its field", "<label class=who for=f>x</label><input id=f value='SECRET'>", ""],
    ["from a field to its output", "<input class=who id=f><output for=f>SECRET</output>", ""],
    [
      "from a field to its list",
      "<input class=who list=l><datalist id=l><option value='SECRET'>SECRET</datalist>",
      "",
    ],
    ["to options", "<select class=who><option label='SECRET' value='SECRET'>SECRET</select>", ""],
    ["from a password to its output", "<input type=password id=f><output for=f>SECRET</output>", ""],
  ])("%s", async (_, html, setup) => {
    const page = await probed(html.replaceAll("SECRET", SECRET), masked, setup.replaceAll("SECRET", SECRET));
    const all = await written(page);
    expect(all).not.toContain(SECRET);
    expect(all).toContain("masked");
  });

  it("an allowed slot opens nothing of what is put into it", async () => {
    const policy = { ...rules({ effect: "allow", selector: ".open" }), maskAll: true };
    const setup = "h.attachShadow({mode:'open'}).innerHTML='<p class=open><slot></slot></p>'";
    expect(await written(await probed(`<div id=h>${SECRET}</div>`, policy, setup))).not.toContain(SECRET);
  });
});

describe("P2 rules and pages that change", () => {
  const policy = rules(
    { effect: "mask", selector: ".who, [data-x='1'] b, p:has(u), input:checked + i" },
    { effect: "hide", selector: "#gone" },
  );

  it.each([
    ["a class", "<p id=t>SECRET</p>", "t.className='who'", "p"],
    ["the class of an ancestor", "<div id=t><p>SECRET</p></div>", "t.className='who'", "div"],
    ["an attribute of an ancestor", "<div id=t><b>SECRET</b></div>", "t.dataset.x=1", "b"],
    ["the page's own mark", "<p id=t>SECRET</p>", "t.dataset.samepage='mask'", "p"],
    ["an id", "<p id=t>SECRET</p>", "t.id='gone'", "p"],
    ["a descendant", "<p id=t>SECRET</p>", "t.append(document.createElement('u'))", "p"],
    ["a state", "<input type=checkbox id=t><i>SECRET</i>", "t.checked=true", "i"],
    ["a move", "<div class=who id=w></div><p id=t>SECRET</p>", "w.append(t)", "p"],
    ["the kind of a field", "<input id=t value='SECRET'>", "t.autocomplete='cc-name'", "input"],
  ])("%s", async (_, html, act, element) => {
    const page = await probed(html.replaceAll("SECRET", SECRET), policy);
    expect(await written(page)).toContain(SECRET);
    await page.evaluate(act);
    expect(await stale(page)).toContain(element);
    expect(await written(page)).not.toContain(SECRET);
  });

  it("an area is open again when the page takes its mark away", async () => {
    const page = await probed(`<p class=who>${SECRET}</p>`, policy);
    expect(await written(page)).not.toContain(SECRET);
    await page.evaluate(() => document.querySelector("p")?.removeAttribute("class"));
    expect(await stale(page)).toContain("p");
    expect(await written(page)).toContain(SECRET);
  });

  it("a new policy holds at once, and what is hidden by hand stays so under it", async () => {
    const page = await probed(`<p>${SECRET}</p><b>by hand</b>`, defaultPolicy);
    await page.evaluate(() => globalThis.probe.mask.hide(document.querySelector("b") as Element));
    expect(await written(page)).not.toContain("by hand");
    await page.evaluate(
      (next) => globalThis.probe.mask.setPolicy(next),
      rules({ effect: "mask", selector: "p" }),
    );
    const all = await written(page);
    expect(all).not.toContain(SECRET);
    expect(all).not.toContain("by hand");
  });
});

describe("C11 what stays hidden", () => {
  it("is what the encoder withheld, and only that", async () => {
    const page = await probed(
      `<p class=who>x</p><p id=h>x</p><input type=password value=x><p>4111 1111 1111 1111</p><p>open</p><u class=who>never sent</u>`,
      rules({ effect: "mask", selector: ".who" }, { effect: "hide", selector: "#h" }),
    );
    await page.evaluate(() => document.querySelector("u")?.remove());
    await written(page);
    const areas = (): Promise<string[]> =>
      page.evaluate(() =>
        globalThis.probe.mask.hiddenAreas().map((area) => `${area.element.localName} ${area.kind}`),
      );
    expect((await areas()).sort()).toEqual(["input masked", "p hidden", "p masked", "p masked"]);
    await page.evaluate(() => document.querySelector(".who")?.classList.remove("who"));
    await written(page);
    expect((await areas()).sort()).toEqual(["input masked", "p hidden", "p masked"]);
  });
});

describe("P1 what the agent may do", () => {
  const policy = rules(
    { effect: "block", selector: "#block" },
    { effect: "readOnly", selector: "#read" },
    { effect: "stepUp", selector: "#ask" },
    { effect: "mask", selector: "#mask" },
    { effect: "hide", selector: "#hide" },
  );

  it.each([
    ["#plain", "press", null],
    ["#block", "press", "blocked"],
    ["#block", "change", null],
    ["#read", "press", null],
    ["#read", "change", "readOnly"],
    ["#ask", "press", "stepUp"],
    ["#ask", "change", null],
    ["#mask", "press", "masked"],
    ["#mask", "change", "masked"],
    ["#mask", "move", null],
    ["#hide", "move", "hidden"],
    ["#hide b", "press", "hidden"],
    ["[type=password]", "change", "masked"],
  ] as const)("%s %s: %s", async (selector, kind, reason) => {
    const ids = ["plain", "block", "read", "ask", "mask", "hide"];
    const html = `${ids.map((id) => `<p id=${id}><b>x</b></p>`).join("")}<input type=password>`;
    const page = await probed(html, policy);
    const verdict = await page.evaluate(
      ([of, action]) => globalThis.probe.mask.actionAllowed(document.querySelector(of) as Element, action),
      [selector, kind] as const,
    );
    expect(verdict).toEqual(reason === null ? { allowed: true } : { allowed: false, reason });
  });

  it.each([
    ["<input type=password id=f>", true],
    ["<input autocomplete=one-time-code maxlength=1 id=f>", false],
    ["<div data-samepage=mask><button id=f>7</button></div>", false],
    ["<div data-samepage=hide><input id=f></div>", false],
    ["<button id=f>7</button>", true],
  ])("the focus of %s is told: %s", async (html, isTold) => {
    const page = await probed(html, defaultPolicy);
    expect(
      await page.evaluate(() => globalThis.probe.mask.focus(document.querySelector("#f") as Element)),
    ).toBe(isTold);
  });

  it("a pointer in a hidden area is told as the area", async () => {
    const page = await probed("<p id=hide><b id=in>x</b></p>", policy);
    const root = await page.evaluate(
      () => globalThis.probe.mask.hiddenRoot(document.querySelector("#in") as Element)?.id,
    );
    expect(root).toBe("hide");
  });
});
