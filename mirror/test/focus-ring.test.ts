import { expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

const PAGE = "<details><summary>More</summary></details><p><a href=#x>A link</a> <button>A button</button>";
const RINGS = `[...doc.querySelectorAll("summary, a, button")].map((el) => {
  const { outlineStyle, outlineWidth, outlineOffset } = doc.defaultView.getComputedStyle(el);
  return [outlineStyle, outlineWidth, outlineOffset].join(" ") }).join()`;

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

it("M6 the ring of the focus is drawn as in the page: around links, and once a key follows a press", async () => {
  await lab.start(PAGE);
  const customer = lab.page.frameLocator("iframe").first();
  await customer.locator("summary").click();
  await lab.agreesOn(RINGS);
  const pressed = (await lab.ask(RINGS)).page;
  await lab.page.keyboard.press("Backspace");
  await lab.agreesOn(RINGS);
  expect((await lab.ask(RINGS)).page).not.toBe(pressed);
  for (const ringed of ["a", "button"]) {
    await lab.page.keyboard.press("Tab");
    await lab.agreesOn(RINGS);
    expect((await lab.ask(`doc.activeElement.localName`)).page).toBe(ringed);
  }
  expect(await lab.faults()).toEqual([]);
});
