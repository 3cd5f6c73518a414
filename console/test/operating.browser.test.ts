// Full Control, True View, annotations, address box, events: what the agent presses, and what leaves the console.
import type { Frame, Page } from "@playwright/test";
import { afterEach, describe, expect, it } from "vitest";
import { TEST_WITHIN, tell, withRoom } from "./browser.ts";
import type { FakeServer } from "./fake-server.ts";
import { ANA, CO_BROWSE, live, picture } from "./scenes/common.ts";
import { allow } from "./scenes/operating.ts";
import { until } from "./until.ts";

let server: FakeServer;
let page: Page;
let frame: Frame;

withRoom(async (room, fresh) => {
  server = fresh;
  live(server);
  page = await room.open(server, CO_BROWSE);
  frame = await picture(page, server);
});
afterEach(() => page.context().close());

const sent = (kind: string) => server.world.received.filter((body) => body.kind === kind);
const change = (part: Record<string, unknown>) =>
  server.world.changeSession({ ...server.world.session(ANA), ...part });
/** Waits until a screen reader was told this. */
const spoken = (words: string) =>
  page.locator('[aria-live="polite"]').getByText(words).waitFor({ state: "attached" });
const askForControl = async () => {
  await page.getByRole("button", { name: "Mode" }).click();
  await page.getByRole("option", { name: "Full Control" }).click();
};

interface Heard {
  type: string;
  [field: string]: unknown;
}

/** Waits until the viewer was told this, by the message's own fields. */
const viewerHears = (wanted: Heard) =>
  frame.waitForFunction(
    (one) =>
      (window as unknown as { heard: Heard[] }).heard.some((said) =>
        Object.entries(one).every(([field, value]) => said[field] === value),
      ),
    wanted,
  );

describe("Full Control (A9, A10)", () => {
  it(
    "A10: is asked for, waits, is allowed, and can be given up; the agent hears each",
    async () => {
      await askForControl();
      await page.getByText("asking the customer…").waitFor();
      await spoken("is being asked for Full Control");
      allow(server);
      await page.getByText("allowed", { exact: true }).waitFor();
      await viewerHears({ type: "mode", mode: "full" });
      await spoken("Ana Costa allowed Full Control");
      await page.getByRole("button", { name: "Give up control" }).click();
      await page.getByText("allowed", { exact: true }).waitFor({ state: "detached" });
      expect(sent("control.release")).toHaveLength(1);
      await expect.poll(() => page.getByText("taken back", { exact: true }).count()).toBe(0);
    },
    TEST_WITHIN,
  );

  it(
    "A10: the question can be withdrawn; taken back by the customer it is said so",
    async () => {
      await askForControl();
      await page.getByRole("button", { name: "Withdraw" }).click();
      await page.getByText("asking the customer…").waitFor({ state: "detached" });
      expect(sent("control.release")).toHaveLength(1);
      await askForControl();
      await page.getByText("asking the customer…").waitFor();
      allow(server);
      await page.getByText("allowed", { exact: true }).waitFor();
      change({ mode: "pointer", control: "none", controller: "" });
      await page.getByText("taken back", { exact: true }).waitFor();
      await spoken("Ana Costa took Full Control back");
    },
    TEST_WITHIN,
  );

  it(
    "A9: goes to other pages of the site, back, forward and again; other addresses are refused in words",
    async () => {
      await expect.poll(() => page.getByRole("textbox", { name: "Address" }).count()).toBe(0);
      allow(server);
      const box = page.getByRole("textbox", { name: "Address" });
      await box.fill("elsewhere.example");
      await box.press("Enter");
      await page.getByText("This address is not one of the site’s pages.").waitFor();
      await box.fill("/help");
      await box.press("Enter");
      await until(() => sent("nav.go").at(-1)?.["url"] === "https://shop.example/help");
      await page.getByRole("button", { name: "Back", exact: true }).click();
      await page.getByRole("button", { name: "Load the page again" }).click();
      await until(() => sent("nav.step").length === 2);
      expect(sent("nav.step").map((body) => body["to"])).toEqual(["back", "reload"]);
    },
    TEST_WITHIN,
  );

  it(
    "A10: the agent reads when the customer uses the page, and what is outside can be brought into view",
    async () => {
      allow(server);
      await tell(frame, { type: "paused", on: true });
      await page.getByText("Ana Costa is using the page.").waitFor();
      await tell(frame, { type: "paused", on: false });
      await page.getByText("Ana Costa is using the page.").waitFor({ state: "detached" });
      await tell(frame, { type: "outside", on: true });
      await tell(frame, { type: "outside", on: false }); // the hand is on its way to the button
      await page.getByRole("button", { name: "Bring into view" }).click();
      await viewerHears({ type: "reveal" });
    },
    TEST_WITHIN,
  );
});

describe("seeing and drawing", () => {
  it(
    "A14: True View is on, goes off, and the bar says that the layout differs",
    async () => {
      await viewerHears({ type: "trueView", on: true });
      await page.getByRole("switch", { name: "True View" }).click();
      await viewerHears({ type: "trueView", on: false });
      await tell(frame, { type: "layout", differs: true });
      await page.getByText("Layout differs from the customer’s").waitFor();
    },
    TEST_WITHIN,
  );

  it(
    "A16: tool, colour and width reach the viewer; a second click clears and puts the pen away",
    async () => {
      await page.getByRole("button", { name: "Annotations" }).click();
      await page.getByRole("button", { name: "Box" }).click();
      await page.getByRole("button", { name: "Green" }).click();
      await page.getByRole("button", { name: "Thin" }).click();
      await viewerHears({ type: "tool", tool: "box", colour: "#2f9e44", width: 2 });
      await page.getByRole("button", { name: "Full colour picker" }).click();
      await page.getByLabel("Colour code").fill("#123abc");
      await viewerHears({ type: "tool", tool: "box", colour: "#123abc", width: 2 });
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Undo" }).click();
      await viewerHears({ type: "annotateUndo" });
      await page.getByRole("button", { name: "Annotations", exact: true }).first().click();
      await viewerHears({ type: "annotateClear" });
      await viewerHears({ type: "tool", tool: "" });
    },
    TEST_WITHIN,
  );

  it(
    "A5: View Only has no pen",
    async () => {
      await page.getByRole("button", { name: "Annotations" }).click();
      change({ mode: "view" });
      await page.getByRole("button", { name: "Annotations" }).waitFor({ state: "detached" });
      await viewerHears({ type: "tool", tool: "" });
    },
    TEST_WITHIN,
  );
});

describe("what the customer does (A20)", () => {
  it(
    "A20, P4: stands in words under the picture; what comes from the page is text and nothing else",
    async () => {
      await tell(frame, { type: "pageEvent", event: "hidden" });
      await page.getByText("Ana Costa looks at another tab or window").waitFor();
      await tell(frame, { type: "pageEvent", event: "<img src=x>" });
      await tell(frame, { type: "stepUp", state: "asked", label: "<b>Pay</b>" });
      await page.getByText("Ana Costa is asked to allow “<b>Pay</b>”").first().waitFor();
      change({ customer_online: false });
      await page.getByRole("status", { name: "Newest event" }).getByText("lost the connection").waitFor();
    },
    TEST_WITHIN,
  );

  it(
    "C7: the lead holds the view on one tab",
    async () => {
      const tab = (name: string) => ({
        tab: name,
        page: { url: `https://shop.example/${name}`, title: name },
        focused: false,
      });
      change({ tab: "one", tabs: [tab("one"), tab("two")] });
      await page.getByRole("button", { name: "2 tabs" }).click();
      await page.getByRole("button", { name: "Pin two" }).click();
      await until(() => sent("tab.pin").at(-1)?.["tab"] === "two");
      await page.getByRole("button", { name: "Unpin two" }).click();
      await until(() => sent("tab.pin").at(-1)?.["tab"] === "");
    },
    TEST_WITHIN,
  );
});

describe("a session by keyboard (A21)", () => {
  it(
    "A21: mode, True View, tools, address, picture and the end have shortcuts; the end asks first",
    async () => {
      await page.keyboard.press("Alt+t");
      await viewerHears({ type: "trueView", on: false });
      await page.keyboard.press("Alt+4");
      await viewerHears({ type: "tool", tool: "arrow" });
      await page.keyboard.press("Alt+n");
      await viewerHears({ type: "tool", tool: "" });
      await page.keyboard.press("Alt+o");
      await page.getByRole("option", { name: "View Only" }).waitFor();
      await page.keyboard.press("Escape");
      allow(server);
      await page.getByRole("textbox", { name: "Address" }).waitFor();
      await page.keyboard.press("Alt+l");
      expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Address");
      await page.keyboard.press("Alt+p");
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("IFRAME");
      await viewerHears({ type: "focus" });
      await tell(frame, { type: "leave" });
      await page.waitForFunction(() => document.activeElement?.closest('[role="toolbar"]'));
      await tell(frame, { type: "key", key: "Alt+KeyQ" }); // pressed in the picture
      const question = page.getByRole("dialog", { name: "End the session?" });
      await question.getByRole("button", { name: "Cancel" }).click();
      expect(sent("session.end")).toHaveLength(0);
      await tell(frame, { type: "key", key: "Alt+KeyQ" });
      await question.getByRole("button", { name: "Disconnect" }).click();
      await page.getByRole("heading", { name: "Mia Lindqvist ended the session" }).waitFor();
    },
    TEST_WITHIN,
  );

  it(
    "A21: full screen leaves the picture and its tools, and dialogs are still seen",
    async () => {
      await page.keyboard.press("Alt+Enter");
      await page.getByRole("button", { name: "Leave full screen" }).waitFor();
      await page.getByRole("heading", { name: "Queue" }).waitFor({ state: "hidden" });
      await page.keyboard.press("Alt+q");
      await page.getByRole("dialog", { name: "End the session?" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Leave full screen" }).click();
      await page.getByRole("heading", { name: "Queue" }).waitFor();
    },
    TEST_WITHIN,
  );
});
