/// <reference types="node" />
import { describe, expect, it } from "vitest";
import { defaultPolicy, type Policy } from "../capture/mask/index.ts";
import { withBrowser } from "./browser.ts";
import { Engine } from "./privacy-engine.ts";
import { Chance, randomPage } from "./privacy-random.ts";

/** Random pages per run; a nightly run takes more. */
const ROUNDS = Number(process.env.PRIVACY_FUZZ_ROUNDS ?? 4);
const FIRST_SEED = Number(process.env.PRIVACY_FUZZ_SEED ?? 1);
const PLACES = 14;
const CHANGES = 40;
/** A piece of a secret this long is a leak. */
const PIECE = 5;

const policy: Policy = {
  ...defaultPolicy,
  rules: [{ id: "rule", effect: "mask", selector: ".secret-rule" }],
  texts: [{ id: "mail", preset: "email" }],
};

let engine: Engine;
withBrowser(async (browser) => {
  engine = await Engine.open(browser);
});

/** Ways in which a page puts a secret somewhere; `pieces` are parts of it in order. */
type Change = "text" | "nodes" | "keys" | "value" | "attribute" | "html" | "move" | "style" | "echo" | "flip";
const CHANGES_KNOWN: readonly Change[] = [
  "text",
  "nodes",
  "keys",
  "value",
  "attribute",
  "html",
  "move",
  "style",
  "echo",
  "flip",
];

/** Runs in the page: lets the secret appear at a place. */
function change(given: { place: number; other: number; kind: Change; pieces: string[] }): void {
  const places: HTMLElement[] = [];
  const collect = (root: ParentNode): void => {
    places.push(...root.querySelectorAll<HTMLElement>("[data-place]"));
    for (const el of root.querySelectorAll("*")) if (el.shadowRoot) collect(el.shadowRoot);
  };
  collect(document);
  const el = places[given.place % places.length];
  const other = places[given.other % places.length];
  if (!el || !other) return;
  const whole = given.pieces.join("");
  const isField = "value" in el && el.localName !== "output" && el.localName !== "button";
  const isVoid = el.localName === "input" || el.localName === "canvas";
  const typed = (text: string): void => {
    if (isField) (el as HTMLInputElement).value = text;
    else el.textContent = text;
    el.dispatchEvent(new Event("input", { bubbles: true }));
  };
  switch (given.kind) {
    case "text":
      return typed(whole);
    case "nodes":
      if (!isVoid) el.replaceChildren(...given.pieces.map((piece) => new Text(piece)));
      return;
    case "keys":
      for (let i = 1; i <= whole.length; i++) typed(whole.slice(0, i));
      return;
    case "value":
      el.setAttribute("value", whole);
      return;
    case "attribute":
      for (const name of ["data-echo", "value", "title", "aria-valuetext"]) el.setAttribute(name, whole);
      return;
    case "html":
      if (!isVoid && el.localName !== "textarea")
        el.innerHTML = `<b title="${whole}">${given.pieces.join("<i></i>")}</b>`;
      return;
    case "move":
      if (!isVoid && other !== el && !other.contains(el) && !el.contains(other) && other.localName === "p")
        el.append(other);
      return;
    case "style":
      if (!isField) el.style.setProperty("--echo", `"${whole}"`);
      return;
    case "echo":
      if (isField) (el as HTMLInputElement).defaultValue = whole;
      return;
    default:
      if (el.getAttribute("type") === "password") el.setAttribute("type", "text");
      typed(whole);
  }
}

const piecesOf = (secret: string): string[] =>
  Array.from({ length: secret.length - PIECE + 1 }, (_, i) => secret.slice(i, i + PIECE));

describe("P2 random secrets on random pages", () => {
  it.each(Array.from({ length: ROUNDS }, (_, i) => FIRST_SEED + i))("seed %i", async (seed) => {
    const chance = new Chance(seed);
    const secrets: string[] = [];
    const steps: string[] = [];
    await engine.start(randomPage(chance, PLACES), policy);
    for (let i = 0; i < CHANGES; i++) {
      const secret = chance.secret(10 + chance.below(8));
      secrets.push(secret);
      const step = {
        place: chance.below(1000),
        other: chance.below(1000),
        kind: chance.pick(CHANGES_KNOWN),
        pieces: chance.pieces(secret),
      };
      steps.push(`${secret} ${step.kind}`);
      await engine.customer.page.evaluate(change, step);
      if (chance.next() < 0.3) await engine.settle();
    }
    const control = chance.secret(12);
    await engine.customer.page.evaluate((text) => document.querySelector("i")?.append(text), control);
    await engine.settle();
    const [told, shown] = [engine.told().toLowerCase(), (await engine.shown()).toLowerCase()];
    expect(await engine.faults()).toEqual([]);
    const leaks = secrets.flatMap((secret, i) =>
      piecesOf(secret).some((piece) => told.includes(piece) || shown.includes(piece)) ? [steps[i]] : [],
    );
    expect(leaks).toEqual([]);
    expect([told.includes(control), shown.includes(control)]).toEqual([true, true]);
  });
});
