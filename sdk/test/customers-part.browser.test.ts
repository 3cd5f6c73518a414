import { describe, expect, it } from "vitest";
import { controlledState, fromOf, mia } from "./bodies.ts";
import { scenes } from "./chromium.ts";
import type { Peer } from "./host.ts";
import { nodeOf } from "./nodes.ts";
import { hears, press, REMEMBER_ROOT, seen, share, unseen } from "./steps.ts";

const scene = scenes();

const BODY = `<style>body{margin:0} #pay,#file{position:absolute;left:100px;width:300px;height:40px}</style>
<button id=pay style="top:200px" onclick="document.title='paid '+event.isTrusted">Pay now</button>
<input id=file type=file style="top:400px" aria-label="Passport">`;

const RULES = [{ do: "stepup", selector: "#pay" }];

/** A session in which Mia may operate the page; `click` clicks for her. */
async function operated(selector: string) {
  const s = await scene({ body: BODY, before: REMEMBER_ROOT });
  s.host.welcoming = () => ({ policy: { kind: "policy", version: 1, mask_all: false, rules: RULES } });
  const peer = await share(s);
  peer.say(controlledState());
  const node = await nodeOf(s, peer, selector);
  return { s, page: s.page, peer, click: () => click(peer, node) };
}

function click(peer: Peer, node: number): void {
  const at = { epoch: 1, node, x: 0.5, y: 0.5 };
  for (const phase of ["down", "up"]) {
    peer.say({ kind: "input.press", ref: 7, at, phase, button: 0, count: 1, from: fromOf(mia) });
  }
}

describe("a press that the customer has to allow (P6)", () => {
  it("is one question that names the button, and the button is marked", async () => {
    const { page, peer, click } = await operated("#pay");
    click();
    await hears(page, "Press “Pay now” for you?");
    await hears(page, "Mia has prepared this and asks you to allow the last press.");
    await seen(page, ".ring", () => true);
    await press(page, "Yes, press “Pay now”");
    await page.waitForFunction(() => document.title.startsWith("paid"));
    await peer.heard("stepup", (body) => body.state === "allowed");
    await unseen(page, ".ring");
  });

  it("is not made when the customer says No", async () => {
    const { page, peer, click } = await operated("#pay");
    click();
    await press(page, "No");
    await peer.heard("stepup", (body) => body.state === "denied");
    expect(await page.title()).toBe("Shop");
  });
});

describe("what only the customer can do (A9)", () => {
  it("is marked with words, which go when it has been clicked", async () => {
    const { page, peer, click } = await operated("#file");
    click();
    expect(await peer.heard("input.refused")).toMatchObject({ reason: "needs_customer", what: "file" });
    await hears(page, "Please click here to choose the file");
    await seen(page, ".click-here", (el) => el.getBoundingClientRect().top > 440);
    await page.mouse.click(200, 420);
    await unseen(page, ".click-here");
  });
});
