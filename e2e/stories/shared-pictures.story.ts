// Two customers look at the same page: what anybody could fetch comes through the first one's browser for both.
import type { Page } from "@playwright/test";
import { servePages } from "../lib/company-page.ts";
import { FOR_ALL, noise, PictureHost } from "../lib/picture-host.ts";
import { Samepage } from "../lib/samepage.ts";
import { type Scene, sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
/** 40 KB and 26 KB of a picture's pixels, which no compressor makes smaller. */
const [SIDE, ACCOUNT_SIDE] = [100, 80];
const poster = noise(SIDE, SIDE);
const account = noise(ACCOUNT_SIDE, ACCOUNT_SIDE);
let host: PictureHost;
test.beforeAll(async () => {
  [host] = await Promise.all([PictureHost.open(poster), samepage.start()]);
});
test.afterAll(async () => {
  host.close();
  await samepage.destroy();
});

/** What tells of a picture besides its bytes: envelope, reference, type, or its hash and proof; in bytes. */
const WORDS = 1_024;
/** The second byte of a binary frame is its kind: resources have this one. */
const RESOURCE = 2;

/** Bytes of the resources that a page has sent from now on. */
function resourcesOf(page: Page): () => number {
  let bytes = 0;
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if (typeof payload !== "string" && payload[1] === RESOURCE) bytes += payload.length;
    }),
  );
  return () => bytes;
}

/** The customer goes to a page with a poster of another host and a picture that only those signed in get. */
async function looksAtPictures({ customer: { page }, agent }: Scene): Promise<number> {
  const at = (path: string) => new URL(path, samepage.at.shop_url).href;
  const content = `<h1>Pictures</h1><img id=poster src="${host.origin}/poster.png"><img id=account src="/account.png">`;
  await servePages(page.context(), samepage.at.shop_url, "**/pictures", async () => ({
    title: "Pictures",
    content,
  }));
  await page.context().addCookies([{ name: "signed", value: "in", url: at("/") }]);
  await page.route("**/account.png", async (route) => {
    const isSignedIn = (await route.request().allHeaders())["cookie"]?.includes("signed=in");
    // The host says too much: the cookie alone keeps it in its session.
    await route.fulfill(
      isSignedIn ? { contentType: "image/png", headers: FOR_ALL, body: account } : { status: 403 },
    );
  });
  const sent = resourcesOf(page);
  await page.goto(at("/pictures"));
  for (const [id, side] of [
    ["poster", SIDE],
    ["account", ACCOUNT_SIDE],
  ] as const) {
    const picture = agent.replica.locator(`#${id}`);
    await expect(picture).toHaveAttribute("src", /^blob:/);
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(side);
  }
  return sent();
}

test("M9 W39: a public picture is sent by the first customer's page alone, a signed-in one by each", async ({
  browser,
}) => {
  const first = await sharing(browser, samepage);
  const firstSent = await looksAtPictures(first);
  expect(firstSent).toBeGreaterThan(poster.length + account.length);
  expect(firstSent).toBeLessThan(poster.length + account.length + WORDS);
  await first.customer.stop();
  await first.agent.page.context().close();

  const secondSent = await looksAtPictures(await sharing(browser, samepage));
  expect(secondSent).toBeGreaterThan(account.length);
  expect(secondSent).toBeLessThan(account.length + WORDS);
});
