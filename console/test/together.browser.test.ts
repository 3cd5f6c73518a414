// Several agents in one session, and sessions that begin with a code.
import type { Page } from "@playwright/test";
import { afterEach, describe, expect, it } from "vitest";
import { type Room, showPicture, TEST_WITHIN, viewerOf, withRoom } from "./browser.ts";
import type { FakeServer } from "./fake-server.ts";
import { RIGHT_CODE } from "./fake-session-handlers.ts";
import { JONAS, ME } from "./fake-world.ts";
import { CO_BROWSE, live, picture } from "./scenes/common.ts";
import { ask, inside, joined } from "./scenes/together.ts";
import { until } from "./until.ts";

let room: Room;
let server: FakeServer;
let page: Page;

withRoom((own, fresh) => {
  [room, server] = [own, fresh];
});
afterEach(() => page.context().close());

const sent = (kind: string) => server.world.received.filter((body) => body.kind === kind);

describe("with a colleague (A18)", () => {
  it(
    "A18: the lead invites, hands over control on a wish, and the lead itself",
    async () => {
      live(server);
      page = await room.open(server, CO_BROWSE);
      await picture(page, server);
      await page.getByRole("button", { name: "1 person" }).click();
      await page.getByRole("button", { name: "Invite a colleague" }).click();
      const dialog = page.getByRole("dialog", { name: "Invite a colleague" });
      await expect.poll(() => dialog.getByText("Lars Holm").count()).toBe(0); // not online
      await dialog.getByRole("button", { name: "Invite Jonas Weber" }).click();
      await until(() => sent("people.invite").at(-1)?.["agent"] === JONAS.agent);
      await page.keyboard.press("Escape");
      joined(server, { mode: "full", control: "granted", controller: ME.agent, wishes: [JONAS.agent] });
      await page.getByText("Jonas Weber would like to have control.").waitFor();
      await page.getByRole("button", { name: "Hand over control to Jonas Weber" }).click();
      await until(() => sent("control.give").at(-1)?.["agent"] === JONAS.agent);
      await page.getByText("Jonas Weber: asking the customer…").waitFor();
      await page.getByRole("button", { name: "2 people" }).click();
      await page.getByRole("button", { name: "Hand over lead to Jonas Weber" }).click();
      await page.getByRole("button", { name: "Leave" }).waitFor();
      await expect.poll(() => page.getByRole("button", { name: "Disconnect" }).count()).toBe(0);
    },
    TEST_WITHIN,
  );

  it(
    "A18: an invitation is seen and heard without taking the focus, and Join leads into the session",
    async () => {
      page = await room.open(server, "/");
      await page.getByText("Nobody is waiting.").waitFor();
      await page.getByRole("button", { name: "Enter a code" }).focus();
      ask(server);
      const card = page.getByRole("region", { name: "Invitations" });
      await card.getByText("Jonas Weber asks you into the session with Yuki Tanaka").waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Enter a code");
      await card.getByRole("button", { name: "Join" }).click();
      await page.getByRole("heading", { level: 1, name: "Yuki Tanaka" }).waitFor();
      await page.waitForFunction(() => document.activeElement?.textContent?.startsWith("Co-browse"));
      await showPicture(await viewerOf(page, server));
      await page.getByText("100 % match").waitFor();
      await expect.poll(() => page.getByRole("tab").count()).toBe(1); // the chat is not ours
      await expect.poll(() => page.getByRole("button", { name: "Chat", exact: true }).count()).toBe(0);
      await page.getByRole("button", { name: "Request control" }).click();
      await page.getByRole("button", { name: "Take the request back" }).click();
      await page.getByRole("button", { name: "Request control" }).waitFor();
      await page.getByRole("button", { name: "Leave" }).click();
      await page.getByRole("heading", { name: "You are not in this session" }).waitFor();
      await expect.poll(() => page.locator("iframe").count()).toBe(0);
    },
    TEST_WITHIN,
  );

  it(
    "A18: Not now is told, and a closed invitation goes by itself",
    async () => {
      page = await room.open(server, "/");
      await page.getByText("Nobody is waiting.").waitFor();
      const session = ask(server);
      await page.getByRole("button", { name: "Not now" }).click();
      await until(() => sent("people.refuse").at(-1)?.["session"] === session);
      const other = ask(server);
      await page.getByRole("region", { name: "Invitations" }).waitFor();
      const closed = { session: other, by: JONAS, site_name: "", customer: "", closed: true };
      server.world.send({ kind: "people.invited", ...closed });
      await page.getByRole("region", { name: "Invitations" }).waitFor({ state: "detached" });
    },
    TEST_WITHIN,
  );

  it(
    "A18, A3: a supervisor watches from the list without being engaged, and may begin to act",
    async () => {
      live(server);
      server.world.elsewhere();
      page = await room.open(server, CO_BROWSE);
      await picture(page, server);
      await page.getByRole("link", { name: "Running sessions" }).click();
      await page.getByRole("button", { name: "Watch the session with Yuki Tanaka" }).click();
      await page.getByRole("heading", { level: 1, name: "Yuki Tanaka" }).waitFor();
      await page.getByRole("button", { name: "Yuki Tanaka Watching" }).waitFor();
      await expect.poll(() => page.locator("iframe").count()).toBe(2); // our own session goes on
      await expect.poll(() => page.getByRole("button", { name: "Annotations" }).count()).toBe(0);
      await page.getByRole("button", { name: "2 people" }).click();
      await page.getByRole("button", { name: "Join" }).click();
      await until(() => sent("people.join").length === 2);
    },
    TEST_WITHIN,
  );

  it(
    "A18: without the role there is no list of running sessions",
    async () => {
      server.roles = ["agent"];
      page = await room.open(server, "/");
      await page.getByRole("link", { name: "Reports" }).waitFor();
      await expect.poll(() => page.getByRole("link", { name: "Running sessions" }).count()).toBe(0);
    },
    TEST_WITHIN,
  );

  it(
    "A18: a joined session survives a reload of the console",
    async () => {
      const session = inside(server, "joined");
      page = await room.open(server, `/sessions/${session}`);
      await showPicture(await viewerOf(page, server));
      await page.getByText("100 % match").waitFor();
      await page.reload();
      await showPicture(await viewerOf(page, server));
      await page.getByText("100 % match").waitFor();
    },
    TEST_WITHIN,
  );
});

describe("a customer's code (A19)", () => {
  it(
    "A19: a wrong one is said so, the right one asks the customer and then shows the page",
    async () => {
      page = await room.open(server, "/");
      await page.getByText("Nobody is waiting.").waitFor();
      await page.keyboard.press("Alt+k");
      const box = page.getByRole("textbox", { name: "Six-digit code" });
      await box.fill("000 000");
      await page.keyboard.press("Enter");
      await page.getByText("There is no such code.").waitFor();
      await box.fill(RIGHT_CODE);
      await page.getByText("There is no such code.").waitFor({ state: "detached" });
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Asking Yuki Tanaka" }).waitFor();
      await page.waitForFunction(() => document.activeElement?.textContent?.startsWith("Co-browse"));
      expect(sent("code.join").map((body) => body["code"])).toEqual(["000000", RIGHT_CODE]);
      const [asked] = [...server.world.sessions.values()];
      if (!asked) throw new Error("nobody was asked");
      server.world.changeSession({ ...asked, status: "live", live_at: new Date().toISOString() });
      await showPicture(await viewerOf(page, server));
      await page.getByText("100 % match").waitFor();
      await page.getByRole("button", { name: "Disconnect" }).click();
      await page.getByRole("button", { name: "Back to the desk" }).click();
      await page.getByRole("heading", { name: "No chat is open" }).waitFor();
    },
    TEST_WITHIN,
  );
});
