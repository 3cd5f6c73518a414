/// <reference types="node" />
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Route } from "@playwright/test";
import { beforeEach, describe, expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

/** Weights 100 to 900 in one file. */
const VARIABLE = createRequire(import.meta.url).resolve(
  "@fontsource-variable/raleway/files/raleway-latin-wght-normal.woff2",
);

let lab: Lab;
/** Answers the page's requests for the font once it is let. */
let arrive: () => void;
let arrived: Promise<void>;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
  const body = await readFile(VARIABLE);
  await lab.page.route("**/font.woff2*", async (route: Route) => {
    await arrived;
    await route.fulfill({ body, contentType: "font/woff2" });
  });
});

beforeEach(() => {
  arrived = new Promise((ready) => {
    arrive = ready;
  });
});

const WIDTHS = `[...doc.querySelectorAll("span")].map((el) => el.getBoundingClientRect().width)`;
const LOADED = `[...doc.fonts].filter((face) => face.status === "loaded").length`;
const faces = async (): Promise<number> => Number((await lab.ask(LOADED)).page);

const TEXTS = "<p><span>Hamburgefonstiv</span><p><span style='font-weight:800'>Hamburgefonstiv</span>";
const styled = (face: string): string =>
  `<style>@font-face{font-family:"A Face";src:url(/font.woff2);${face}}p{font:30px "A Face",monospace}</style>${TEXTS}`;

describe("M9 the page's fonts", () => {
  it("have the weights of their file where the page names none", async () => {
    arrive();
    await lab.start(styled(""));
    expect(await faces()).toBe(1);
    await lab.agreesOn(LOADED);
    await lab.agreesOn(WIDTHS);
    const [regular, bold] = (await lab.ask(WIDTHS)).replica.split(",");
    expect(bold).not.toBe(regular);
  });

  it("are asked for file by file: the first that the agent's browser can read, the next where it can't be had", async () => {
    arrive();
    const source = `src:url(/a.eot) format("embedded-opentype"),url(/none.woff2) format("woff2"),url(/font.woff2) format("woff2"),url(/font.woff2?c) format("woff")`;
    await lab.start(styled(source));
    await lab.agreesOn(WIDTHS);
    const { wanted, resources } = await lab.page.evaluate(() => {
      const { wanted, resources } = globalThis.lab;
      return { wanted, resources };
    });
    expect(wanted).toHaveLength(2);
    expect(resources).toEqual(wanted);
    expect(await faces()).toBe(1);
  });

  it("by script have one weight where it names none, and names of several words", async () => {
    arrive();
    await lab.start(`<style>p{font:30px "A Face",monospace}</style>${TEXTS}`);
    const before = (await lab.ask(WIDTHS)).page;
    await lab.act(`document.fonts.add(await new FontFace("A Face", "url(/font.woff2)").load())`);
    expect((await lab.ask(WIDTHS)).page).not.toBe(before);
    await lab.agreesOn(WIDTHS);
  });

  it.each(["optional", "fallback", "swap"])(
    "are shown where they came in time, and not where they came too late: font-display: %s",
    async (display) => {
      await lab.start("<body>");
      // Where one weight is not shown, no other one takes its place.
      const other = `<style>@font-face{font-family:"A Face";font-weight:900;src:url(/font.woff2)}</style>`;
      const face = styled(`font-weight:100 800;font-display:${display}`);
      await lab.act(`document.body.innerHTML = ${JSON.stringify(other + face)}`);
      const without = (await lab.ask(WIDTHS)).page;
      arrive();
      await lab.page.waitForFunction(() =>
        [...globalThis.lab.window.document.fonts].some(({ status }) => status === "loaded"),
      );
      expect((await lab.ask(WIDTHS)).page === without).toBe(display === "optional");
      await lab.agreesOn(WIDTHS);
      await lab.page.evaluate(() => globalThis.lab.keyframe());
      await lab.act("document.body.append('!')");
      await lab.agreesOn(WIDTHS);
      expect(await lab.faults()).toEqual([]);
    },
  );
});
