/// <reference types="node" />
import { createHash, createHmac } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launch, script } from "./browser.ts";
import { type Answer, PictureHost, SIGN_IN } from "./picture-host.ts";

const CHALLENGE = "DARE";
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** More than is offered from, and less. */
const [LARGE, SMALL] = [20_000, 2_000];
const [OFFER, SAME, MISSING] = ["x-samepage/offer", "x-samepage/same", "x-samepage/missing"];

/** A file that begins as a picture; no two seeds give the same. */
const picture = (seed: string, size = LARGE): Uint8Array => {
  const bytes = new Uint8Array(size).fill(seed.length);
  bytes.set(PNG);
  bytes.set(Buffer.from(seed), PNG.length);
  return bytes;
};
const FOR_ALL = { "access-control-allow-origin": "*", "cache-control": "public, max-age=600" };
const answer = (body: Uint8Array, headers: Record<string, string> = FOR_ALL): Answer => ({ body, headers });

/** What the host of another origin has. */
const PICTURES: Readonly<Record<string, Answer>> = {
  "/open.png": answer(picture("open")),
  "/open-too.png": answer(picture("open")),
  "/small.png": answer(picture("small", SMALL)),
  "/personal.png": answer(picture("personal"), { ...FOR_ALL, "cache-control": "private, max-age=600" }),
  "/silent.png": answer(picture("silent"), { "access-control-allow-origin": "*" }),
  "/closed.png": answer(picture("closed"), { "cache-control": "public, max-age=600" }),
};

/** What came of a reference. */
interface Told {
  readonly ref: string;
  readonly type: string;
  readonly bytes: number[];
}

declare global {
  var told: Told[];
  var want: (ref: string) => void;
  var purge: () => void;
}

let browser: Browser;
let capture: string;
let other: PictureHost;
let own: PictureHost;
let page: Page;
let body = "";

beforeAll(async () => {
  [browser, capture] = await Promise.all([launch(), script("./lab-capture.ts")]);
  other = await PictureHost.open((path, isSignedIn) =>
    path === "/mine.png"
      ? answer(picture(isSignedIn ? "of the customer" : "of nobody"), {
          "access-control-allow-origin": "*",
          "cache-control": "max-age=600",
        })
      : PICTURES[path],
  );
  own = await PictureHost.open((path, isSignedIn) => {
    if (path === "/") return { body, type: "text/html" };
    return path === "/account.png" && isSignedIn ? answer(picture("account")) : undefined;
  });
});
afterAll(() => Promise.all([browser?.close(), own?.close(), other?.close()]));
beforeEach(async () => {
  other.asked.length = 0;
  page = await browser.newPage();
});
afterEach(() => page.context().close());

/** An image that is there at once, so that it says when images have their names. */
const FIRST = `data:image/png;base64,${Buffer.from(PNG).toString("base64")}`;

/** Shows images, each after FIRST, and mirrors them; their references are a2, a3 … in this order. */
async function mirror(
  addresses: readonly string[],
  challenge: string | undefined = CHALLENGE,
): Promise<void> {
  body = `<!doctype html>${[FIRST, ...addresses].map((address) => `<img src="${address}">`).join("")}`;
  await page.context().addCookies([{ ...SIGN_IN, url: own.origin }]);
  await page.goto(own.origin);
  await page.evaluate(capture);
  await page.evaluate(
    (dare) =>
      new Promise<void>((whole) => {
        globalThis.told = [];
        const { startCapture, defaultPolicy } = globalThis.labCapture;
        const mirrored = startCapture({
          window,
          policy: defaultPolicy,
          heldTexts: [],
          heldBytes: [],
          challenge: dare,
          exclude: () => false,
          send: (_, { keyframe }) => {
            if (keyframe === "end" || keyframe === "whole") whole();
          },
          sendAsset: (ref, type, bytes) => globalThis.told.push({ ref, type, bytes: [...bytes] }),
        });
        globalThis.want = (ref) => mirrored.assetWanted(ref);
        globalThis.purge = () => void mirrored.purge();
      }),
    challenge,
  );
  await expect.poll(() => answered("a1").then(({ type }) => type)).not.toBe(MISSING);
}

/** What the page tells to a reference that is wanted now. */
async function answered(ref: string): Promise<Told> {
  const before = await page.evaluate((wanted) => {
    const count = globalThis.told.length;
    globalThis.want(wanted);
    return count;
  }, ref);
  const told = await page.waitForFunction(
    ([from, wanted]) => globalThis.told.slice(from).find((one) => one.ref === wanted),
    [before, ref.replace("=", "")] as const,
  );
  return told.jsonValue() as Promise<Told>;
}

const hashOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
const offerOf = (bytes: Uint8Array): number[] => [
  ...hashOf(bytes),
  ...createHmac("sha256", CHALLENGE).update(bytes).digest(),
];

describe("M9 what anybody could fetch", () => {
  it("is offered by its hash and a proof, and sent when that is asked for", async () => {
    await mirror([`${other.origin}/open.png`]);
    expect(await answered("a2")).toEqual({ ref: "a2", type: OFFER, bytes: offerOf(picture("open")) });
    expect(await answered("=a2")).toEqual({ ref: "a2", type: "image/png", bytes: [...picture("open")] });
    expect(other.asked).toEqual(["/open.png+"]); // by the page itself: both reads are from the browser's cache
  });

  it("is offered once, whatever refers to it, and anew after a purge", async () => {
    await mirror([`${other.origin}/open.png`, `${other.origin}/open-too.png`]);
    expect((await answered("a2")).type).toBe(OFFER);
    expect(await answered("a3")).toEqual({ ref: "a3", type: SAME, bytes: [...hashOf(picture("open"))] });
    await page.evaluate(() => globalThis.purge());
    // The keyframe that follows counts on, and names the data: image first.
    await expect.poll(() => answered("a4").then(({ type }) => type)).not.toBe(MISSING);
    expect((await answered("a6")).type).toBe(OFFER);
  });

  it("is sent where the owner sets no challenge, or asking would cost as much", async () => {
    await mirror([`${other.origin}/open.png`], "");
    expect((await answered("a2")).type).toBe("image/png");
    await mirror([`${other.origin}/small.png`]);
    expect((await answered("a2")).type).toBe("image/png");
  });
});

describe("M9 P2 what is one customer's own is sent to their session, never offered", () => {
  it("of the page's own origin, where the sign-in goes along", async () => {
    await mirror(["/account.png"]);
    expect(await answered("a2")).toEqual({ ref: "a2", type: "image/png", bytes: [...picture("account")] });
    expect(own.asked.filter((path) => path.startsWith("/account"))).toEqual(["/account.png+"]);
  });

  it("what the cache has from a request with the sign-in, though it is read without", async () => {
    await mirror([`${other.origin}/mine.png`]);
    const { type, bytes } = await answered("a2");
    expect([type, bytes]).toEqual(["image/png", [...picture("of the customer")]]);
  });

  it("what its server keeps from caches that serve many, or says nothing of", async () => {
    await mirror(["/personal.png", "/silent.png"].map((path) => other.origin + path));
    expect((await answered("a2")).type).toBe("image/png");
    expect((await answered("a3")).type).toBe("image/png");
  });

  it("what another origin does not open to the page is not even sent", async () => {
    await mirror([`${other.origin}/closed.png`]);
    expect((await answered("a2")).type).toBe(MISSING);
  });
});
