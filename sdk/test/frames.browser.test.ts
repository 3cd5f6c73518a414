import { afterEach, expect, it } from "vitest";
import { AgentsPicture } from "./agents-picture.ts";
import { scenes } from "./chromium.ts";
import { startSite } from "./host.ts";
import { share } from "./steps.ts";

const scene = scenes();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Time that a change takes from page to picture where the machine is shared, in milliseconds. */
const PATIENCE = { timeout: 60_000 };

/** A site of another origin with these pages, by path; where there is a script's host, each carries the tag. */
async function partnerOf(pages: { [path: string]: string }, base?: () => string): Promise<string> {
  const site = await startSite((path) => {
    const tag = base ? `<script src="${base()}/samepage.js" data-site="pk_test"></script>` : "";
    return { html: `<!doctype html><meta charset="utf-8">${tag}${pages[path] ?? ""}` };
  });
  closing.push(() => site.close());
  return site.origin;
}

const frame = (address: string, id: string) =>
  `<iframe id="${id}" src="${address}" width="400" height="200"></iframe>`;

const SECRETS = `<p data-samepage="mask">secret</p><p data-samepage="hide">gone</p><input type=password value=hunter2>`;
/** Counts observers that end: what mirrors the frame has one. */
const COUNTED = `<script>window.ended = 0; const end = MutationObserver.prototype.disconnect;
MutationObserver.prototype.disconnect = function () { window.ended++; return end.call(this); };</script>`;

it("M3: frames of another origin with the script are in the picture, live, by their own rules, until they go", async () => {
  let base = "";
  const pages: { [path: string]: string } = {
    "/pay": `${COUNTED}<p id=p>Pay here</p>${SECRETS}`,
    "/next": "<p>Thank you</p>",
    "/masked": "<p>Order</p>",
  };
  const partner = await partnerOf(pages, () => base);
  const s = await scene({
    site: { origins: ["http://localhost:*"] },
    body: `<h1>Shop</h1>${frame(`${partner}/pay`, "f")}<div data-samepage="mask">${frame(`${partner}/masked`, "m")}</div>`,
  });
  base = s.host.base;
  await s.page.reload(); // now the partner knows the script's host
  pages["/around"] = `<p>Around</p>${frame(s.origin, "n")}`;
  const peer = await share(s);
  const picture = await AgentsPicture.open(s, peer);
  await expect.poll(() => picture.texts(), PATIENCE).toBe("Shop [Pay here ██████] [██████]");

  const inner = () => s.page.frame({ url: `${partner}/pay` });
  await inner()?.evaluate(() => document.querySelector("#p")?.replaceChildren("Pay now"));
  await expect.poll(() => picture.texts(), PATIENCE).toContain("[Pay now ");

  const second = await AgentsPicture.open(s, peer, peer.frames.length);
  peer.say({ kind: "mirror.keyframe", stream: 1, epoch: 0 });
  await expect.poll(() => second.texts(), PATIENCE).toBe("Shop [Pay now ██████] [██████]");
  expect(await second.faults()).toEqual([]);

  await inner()?.evaluate(() => location.assign("/next"));
  await expect.poll(() => picture.texts(), PATIENCE).toBe("Shop [Thank you] [██████]");
  const late = frame(`${partner}/around`, "late");
  await s.page.evaluate(
    (html) => document.querySelector("#f")?.insertAdjacentHTML("beforebegin", html),
    late,
  );
  await expect.poll(() => picture.texts(), PATIENCE).toMatch(/^Shop \[Around \[Shop .*\] \[Thank you\]/);
  await s.page.evaluate(() => document.querySelector("#late")?.remove());
  await expect.poll(() => picture.texts(), PATIENCE).toBe("Shop [Thank you] [██████]");

  await s.page.evaluate(
    (address) => document.querySelector("#f")?.setAttribute("src", address),
    `${partner}/pay`,
  );
  await expect.poll(() => picture.texts(), PATIENCE).toContain("[Pay here ");
  const before = (await inner()?.evaluate(() => (window as unknown as { ended: number }).ended)) ?? 0;
  peer.say({ kind: "mirror.stop", stream: 1, epoch: 0 });
  const ended = () => inner()?.evaluate(() => (window as unknown as { ended: number }).ended);
  await expect.poll(ended, PATIENCE).toBeGreaterThan(before);
});

/** A page that is no friend: keeps what it is told, and answers each offer with a port of its own. */
const HOSTILE = `<p>Hostile</p><script>
window.heard = [];
addEventListener("message", ({ data, source, origin }) => {
  heard.push(data.samepage);
  const { port1, port2 } = new MessageChannel();
  window.port = port1;
  port1.onmessage = ({ data }) => {
    heard.push(data.is);
    if (data.is === "start")
      port1.postMessage({ is: "payload", round: data.round, payload: new Uint8Array([0, 1, 99]) });
  };
  source.postMessage({ samepage: "frame", nonce: data.nonce }, origin, [port2]);
});
</script>`;
const heard = () => (window as unknown as { heard: string[] }).heard;

it("M3: origins are listed on both sides, and a hostile frame loses its own place in the picture and nothing else", async () => {
  let base = "";
  const [listed, foreign, choosy] = await Promise.all([
    partnerOf({ "/": HOSTILE }),
    partnerOf({ "/": HOSTILE }),
    partnerOf({ "/": "<p>For others</p>" }, () => base),
  ]);
  const frames = [listed, foreign, choosy].map((origin, at) => frame(`${origin}/`, `f${at}`));
  const s = await scene({ site: { origins: [listed, choosy] }, body: `<h1>Shop</h1>${frames.join("")}` });
  base = s.host.base;
  let asked = 0;
  await s.page.route("**/api/v1/sites/pk_test/page", async (route) => {
    if (route.request().frame() === s.page.mainFrame()) return route.fallback();
    asked++; // the partner's own settings: its site lists others
    return route.fulfill({
      json: { origins: ["https://elsewhere.example"] },
      headers: { "access-control-allow-origin": "*" },
    });
  });
  await s.page.reload();
  const peer = await share(s);
  const picture = await AgentsPicture.open(s, peer);
  const of = (origin: string) => s.page.frame({ url: `${origin}/` });
  await expect.poll(() => of(listed)?.evaluate(heard), PATIENCE).toContain("start");
  await expect.poll(() => asked, PATIENCE).toBeGreaterThan(1); // asked again: it has not taken the first offer
  await expect
    .poll(async () => [await picture.texts(), await picture.faults()].join(), PATIENCE)
    .toMatch(/in a frame: /);
  await s.page.evaluate(() => document.querySelector("h1")?.replaceChildren("Shop goes on"));
  await expect.poll(() => picture.texts(), PATIENCE).toBe("Shop goes on [] [] []");
  expect(await of(foreign)?.evaluate(heard)).toEqual([]);

  await of(listed)?.evaluate(() =>
    (window as unknown as { port: MessagePort }).port.postMessage({ is: "else" }),
  );
  await expect.poll(() => of(listed)?.evaluate(heard), PATIENCE).toContain("stop");
  expect(s.complaints.join()).toContain("a frame was cut off from the mirror");
});
