import type { Page } from "@playwright/test";
import { tell, viewerOf } from "../browser.ts";
import type { FakeServer } from "../fake-server.ts";
import { ME } from "../fake-world.ts";
import { ANA, CO_BROWSE, live, picture } from "./common.ts";
import type { SceneCase } from "./scene-case.ts";

function scene(name: string, act: (page: Page, server: FakeServer) => Promise<void>): SceneCase {
  return {
    name,
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      await act(page, server);
    },
  };
}

/** The customer allows this agent Full Control. */
export function allow(server: FakeServer): void {
  const session = server.world.session(ANA);
  server.world.changeSession({ ...session, mode: "full", control: "granted", controller: ME.agent });
}

const ASK = { control: "requested", controller: ME.agent };

/** What the agent does with the picture: Full Control, True View, annotations, tabs, events. */
export const OPERATING: SceneCase[] = [
  scene("control-asking", async (page, server) => {
    server.world.changeSession({ ...server.world.session(ANA), ...ASK });
    await page.getByRole("button", { name: "Withdraw" }).waitFor();
    await page.getByRole("button", { name: "Mode" }).click();
    await page.getByRole("option", { name: /Full Control/ }).waitFor();
  }),
  scene("control-allowed", async (page, server) => {
    allow(server);
    await page.getByRole("button", { name: "Give up control" }).waitFor();
    await page.getByRole("textbox", { name: "Address" }).waitFor();
  }),
  scene("control-denied", async (page, server) => {
    server.world.changeSession({ ...server.world.session(ANA), ...ASK });
    await page.getByRole("button", { name: "Withdraw" }).waitFor();
    server.world.changeSession({ ...server.world.session(ANA), control: "denied", controller: "" });
    await page.getByText("denied", { exact: true }).waitFor();
  }),
  scene("control-taken-back", async (page, server) => {
    allow(server);
    await page.getByRole("button", { name: "Give up control" }).waitFor();
    const over = { mode: "pointer", control: "none", controller: "" };
    server.world.changeSession({ ...server.world.session(ANA), ...over });
    await page.getByText("taken back", { exact: true }).waitFor();
  }),
  scene("control-other-origin", async (page, server) => {
    allow(server);
    await page.getByRole("textbox", { name: "Address" }).fill("https://elsewhere.example/");
    await page.keyboard.press("Enter");
    await page.getByText("This address is not one of the site’s pages.").waitFor();
  }),
  scene("control-paused", async (page, server) => {
    allow(server);
    const frame = await viewerOf(page, server);
    await tell(frame, { type: "paused", on: true });
    await tell(frame, { type: "outside", on: true });
    await tell(frame, { type: "stepUp", state: "asked", label: "Pay now" });
    await page.getByText("Your input waits for a moment.").waitFor();
    await page.getByRole("button", { name: "Bring into view" }).waitFor();
  }),
  scene("annotate", async (page, server) => {
    await page.getByRole("button", { name: "Annotations" }).click();
    await page.getByRole("button", { name: "Arrow" }).click();
    await page.getByRole("button", { name: "Thick" }).click();
    await tell(await viewerOf(page, server), { type: "annotations", count: 3 });
    await page.getByText("3 annotations").waitFor();
  }),
  scene("annotate-picker", async (page, server) => {
    await page.getByRole("button", { name: "Annotations" }).click();
    await page.getByRole("button", { name: "Full colour picker" }).click();
    await page.getByLabel("Colour code").fill("#7048e8");
    await tell(await viewerOf(page, server), { type: "annotations", count: 0, gone: "scroll" });
    await page.getByText("The annotations are gone: Ana Costa scrolled").first().waitFor();
  }),
  scene("true-view-off", async (page, server) => {
    await page.getByRole("switch", { name: "True View" }).click();
    await tell(await viewerOf(page, server), { type: "layout", differs: true });
    await page.getByText("Layout differs from the customer’s").waitFor();
  }),
  scene("tabs", async (page, server) => {
    const tabs = [
      { tab: "tab_1", page: { url: "https://shop.example/basket", title: "Your basket" }, focused: true },
      { tab: "tab_2", page: { url: "https://shop.example/help", title: "" }, focused: false },
    ];
    server.world.changeSession({ ...server.world.session(ANA), tab: "tab_1", tabs, pinned: "tab_1" });
    await page.getByRole("button", { name: "2 tabs, one pinned" }).click();
    await page.getByRole("button", { name: "Unpin Your basket" }).waitFor();
  }),
  scene("events", async (page, server) => {
    const frame = await viewerOf(page, server);
    for (const event of ["hidden", "visible", "view_only"]) await tell(frame, { type: "pageEvent", event });
    await tell(frame, { type: "secretArea", count: 2 });
    const page_ = { url: "https://shop.example/checkout", title: "Check-out" };
    server.world.changeSession({ ...server.world.session(ANA), page: page_ });
    await page.getByText("Ana Costa went to shop.example/checkout").waitFor();
    await page.getByRole("button", { name: "All events" }).click();
    await page.getByText("Ana Costa is back on this page").waitFor();
  }),
  scene("disconnect-question", async (page) => {
    await page.keyboard.press("Alt+q");
    await page.getByRole("dialog", { name: "End the session?" }).waitFor();
  }),
];
