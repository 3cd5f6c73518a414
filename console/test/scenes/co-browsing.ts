import { tell, viewerOf } from "../browser.ts";
import type { FakeServer } from "../fake-server.ts";
import { ANA, busy, CO_BROWSE, live, picture, talk } from "./common.ts";
import type { SceneCase } from "./scene-case.ts";

function phase(name: string, words: string, more: Record<string, unknown> = {}): SceneCase {
  return {
    name: `cobrowse-${name}`,
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      const frame = await picture(page, server);
      await tell(frame, { type: "phase", phase: name, since: new Date().toISOString(), ...more });
      await page.getByRole("heading", { name: words }).waitFor();
    },
  };
}

function event(name: string, words: string): SceneCase {
  return {
    name: `cobrowse-${name}`,
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await tell(await picture(page, server), { type: "pageEvent", event: name });
      await page.getByRole("heading", { name: words }).waitFor();
    },
  };
}

function ended(name: string, words: RegExp, finish: (server: FakeServer) => void): SceneCase {
  return {
    name: `cobrowse-${name}`,
    before: (server) => {
      talk(server);
      server.world.invite(ANA);
    },
    path: CO_BROWSE,
    act: async (page, server) => {
      await page.getByRole("heading", { name: "Asking Ana Costa" }).waitFor();
      finish(server);
      await page.getByRole("heading", { name: words }).waitFor();
    },
  };
}

/** Every state of the Co-browse tab. */
export const CO_BROWSING: SceneCase[] = [
  {
    name: "cobrowse-none",
    before: busy,
    path: CO_BROWSE,
    act: async (page) => page.getByRole("heading", { name: "Nothing is shared yet" }).waitFor(),
  },
  {
    name: "cobrowse-inviting",
    before: busy,
    path: CO_BROWSE,
    act: async (page) => {
      await page.getByRole("button", { name: "Screen Sharing" }).click();
      await page.getByRole("heading", { name: "Asking Ana Costa" }).waitFor();
    },
  },
  {
    name: "cobrowse-waiting",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await viewerOf(page, server);
      await page.getByRole("heading", { name: "Waiting for the first picture" }).waitFor();
    },
  },
  {
    name: "cobrowse-live",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => void (await picture(page, server)),
  },
  {
    name: "cobrowse-mode-list",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      await page.getByRole("button", { name: "Mode" }).click();
      await page.getByRole("option", { name: "View Only" }).waitFor();
    },
  },
  {
    name: "cobrowse-client-info",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      await page.getByRole("button", { name: "Client Info" }).click();
      await page.getByText("Safari 26.0").waitFor();
    },
  },
  {
    name: "cobrowse-chat-drawer",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      const frame = await picture(page, server);
      await page.getByRole("button", { name: "Chat", exact: true }).click();
      await page.getByRole("textbox", { name: "Message" }).waitFor();
      await tell(frame, { type: "secretArea", count: 2 });
      await page.getByText("2 hidden areas").waitFor();
    },
  },
  phase("loading", "Loading the next page"),
  phase("hidden", "The page is in the background"),
  phase("blanked", "The picture was cleared"),
  { ...phase("lost", "Your connection is lost", { why: "us" }), name: "cobrowse-lost-us" },
  {
    ...phase("lost", "The picture is in another window", { why: "replaced" }),
    name: "cobrowse-replaced",
  },
  { ...phase("lost", "There is no picture", { why: "refused" }), name: "cobrowse-refused" },
  {
    name: "cobrowse-lost-customer",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      const since = new Date(Date.now() - 75_000).toISOString();
      server.world.changeSession({
        ...server.world.session(ANA),
        customer_online: false,
        customer_since: since,
      });
      await page.getByRole("heading", { name: "Ana Costa has lost the connection" }).waitFor();
    },
  },
  event("left", "Ana Costa has left your company’s pages"),
  event("excluded", "This page is not shared"),
  ended("declined", /declined/, (server) => server.world.answer(ANA, "decline")),
  ended("expired", /expired/, (server) => server.world.end(server.world.session(ANA), "expired", "system")),
  {
    name: "cobrowse-ended",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      const session = server.world.session(ANA);
      const live_at = new Date(Date.now() - 754_000).toISOString();
      server.world.end({ ...session, live_at }, "ended", "customer");
      await page.getByRole("heading", { name: "Ana Costa ended the session" }).waitFor();
    },
  },
];
