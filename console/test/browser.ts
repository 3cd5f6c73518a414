// One Chromium for a test file, and pages of it that look at a fake server.
import { type Browser, type BrowserContextOptions, chromium, type Frame, type Page } from "@playwright/test";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { chromiumOptions } from "../../tools/chromium.mjs";
import { builtConsole } from "./built-console.ts";
import { FakeServer } from "./fake-server.ts";

/** Building and starting may take this long on two busy cores, milliseconds. */
export const START_WITHIN = 180_000;
/** One test may take this long, milliseconds. */
export const TEST_WITHIN = 120_000;

export interface Room {
  browser: Browser;
  /** A new fake server with an empty world. */
  serve(): Promise<FakeServer>;
  /** Opens a path of the console in a browser of its own. */
  open(server: FakeServer, path?: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the console and starts Chromium. */
export async function openRoom(): Promise<Room> {
  const dist = await builtConsole();
  const browser = await chromium.launch(chromiumOptions());
  const servers: FakeServer[] = [];
  return {
    browser,
    serve: async () => {
      const server = await FakeServer.start(dist);
      servers.push(server);
      return server;
    },
    open: async (server, path = "/", options = {}) => {
      const usual = {
        viewport: { width: 1280, height: 800 },
        locale: "en-GB",
        timezoneId: "Europe/Stockholm",
      };
      const context = await browser.newContext({ ...usual, ...options });
      const page = await context.newPage();
      await page.goto(server.url + path);
      return page;
    },
    close: async () => {
      await browser.close();
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

/** Opens a room for the tests of a file, and lets each begin with a fake server of its own. */
export function withRoom(begin: (room: Room, server: FakeServer) => unknown): void {
  let room: Room | undefined;
  beforeAll(async () => {
    room = await openRoom();
  }, START_WITHIN);
  afterAll(() => room?.close());
  beforeEach(async () => {
    if (room) await begin(room, await room.serve());
  }, TEST_WITHIN);
}

/** The frame of the fake viewer, once it has its port. */
export async function viewerOf(page: Page, server: FakeServer): Promise<Frame> {
  const element = await page.waitForSelector("iframe", { state: "attached" });
  const frame = await element.contentFrame();
  if (!frame) throw new Error("the viewer has gone");
  await frame.waitForURL(`${server.viewerOrigin}/**`); // on its own origin
  await frame.waitForFunction(() =>
    (window as unknown as { heard?: { type: string }[] }).heard?.some((m) => m.type === "open"),
  );
  return frame;
}

/** Lets the fake viewer say something to the console. */
export function tell(frame: Frame, message: Record<string, unknown>): Promise<void> {
  return frame.evaluate((said) => (window as unknown as { tell: (m: unknown) => void }).tell(said), message);
}

/** Lets the fake viewer show its picture. */
export function showPicture(frame: Frame): Promise<void> {
  return frame.evaluate(() => (window as unknown as { show: () => void }).show());
}
