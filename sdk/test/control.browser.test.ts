import { decodeFrame } from "@samepage/wire";
import { expect, it } from "vitest";
import { controlledState, fromOf, mia, sessionState } from "./bodies.ts";
import { type Scene, scenes } from "./chromium.ts";
import type { Peer } from "./host.ts";
import { hears, press, share, startMirror } from "./steps.ts";

const scene = scenes();
const from = fromOf(mia);

/** A session in which Mia may operate the page. What acts is there when it answers. */
async function control(s: Scene): Promise<Peer> {
  const peer = await share(s);
  peer.say(controlledState());
  await refusalOf(peer, 1, { kind: "nav.go", url: "https://elsewhere.example/" });
  return peer;
}

/** Says an input and waits for why it was refused. */
async function refusalOf(peer: Peer, ref: number, input: object): Promise<unknown> {
  peer.say({ ...input, ref, from });
  return (await peer.heard("input.refused", (m) => m["ref"] === ref))["reason"];
}

it("A9 W23 W24: inputs are answered by number: foreign addresses, nodes that are gone, agents without consent", async () => {
  const s = await scene({ body: "<input id=a autofocus>" });
  const peer = await share(s);
  peer.say(controlledState());
  const away = { kind: "nav.go", url: "https://elsewhere.example/" };
  expect(await refusalOf(peer, 1, away)).toBe("other_origin");
  const at = { epoch: 1, node: 999_999, x: 0.5, y: 0.5 };
  peer.say({ kind: "input.press", ref: 2, at, phase: "down", button: 0, count: 1, from });
  expect((await peer.heard("input.refused", (m) => m["ref"] === 2))["reason"]).toBe("gone");
  peer.say({
    kind: "input.key",
    ref: 3,
    phase: "press",
    key: "x",
    code: "KeyX",
    from: { ...from, agent: "agt_9" },
  });
  expect((await peer.heard("input.refused", (m) => m["ref"] === 3))["reason"]).toBe("no_consent");
  expect(s.page.url()).toBe(`${s.origin}/`);
});

it("A10 W27: the customer's own input pauses the agent's, and both are told", async () => {
  const s = await scene({ body: "<input id=a>" });
  const peer = await control(s);
  await s.page.focus("#a");
  const until = async (reason: string | undefined, ref: number) => {
    peer.say({ kind: "input.key", ref, phase: "press", key: "x", code: "KeyX", from });
    if (reason) expect((await peer.heard("input.refused", (m) => m["ref"] === ref))["reason"]).toBe(reason);
  };
  await s.page.keyboard.press("a");
  await peer.heard("control.pause", (m) => Number(m["until"]) > 0);
  await until("paused", 7);
  await peer.heard("control.pause", (m) => m["until"] === 0);
  await until(undefined, 8);
  await s.page.waitForFunction(() => document.querySelector("input")?.value === "ax");
});

it("A9: what the agent does before the part that acts has come is done then, or refused where it never comes", async () => {
  const key = { kind: "input.key", phase: "press", code: "", from };
  for (const [comes, refused] of [
    [true, { 9: "other_origin", 70: "too_fast" }],
    [false, { 1: "failed", 70: "too_fast", 71: "failed" }],
  ] as const) {
    const s = await scene({ body: "<input id=a>" });
    let release = (): void => undefined;
    const said = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      s.page.route("**/control-*.js", async (route) => {
        resolve();
        await said;
        await (comes ? route.continue() : route.abort());
      });
    });
    const peer = await share(s);
    peer.say(controlledState());
    await asked;
    await s.page.focus("#a");
    for (let ref = 1; ref <= 8; ref++) peer.say({ ...key, ref, key: "northern"[ref - 1] });
    for (let ref = 9; ref <= 70; ref++) peer.say({ kind: "nav.go", ref, url: "https://else.example/", from });
    const reasonOf = async (ref: number) =>
      (await peer.heard("input.refused", (m) => m["ref"] === ref))["reason"];
    expect(await reasonOf(70)).toBe("too_fast");
    release();
    if (comes) await s.page.waitForFunction(() => document.querySelector("input")?.value === "northern");
    else expect(await reasonOf(1)).toBe("failed");
    if (!comes) peer.say({ ...key, ref: 71, key: "x" });
    for (const [ref, reason] of Object.entries(refused)) expect(await reasonOf(Number(ref))).toBe(reason);
  }
});

it("A9: what was under the agent's pointer is what is pressed when a new picture has been sent meanwhile", async () => {
  const s = await scene({
    body: "<button style='position:fixed;inset:40px' onclick='this.value=Number(this.value)+1' value=0>Next</button>",
  });
  const peer = await control(s);
  const nodes = Array.from({ length: 20 }, (_, i) => i + 1);
  const press = (ref: number, node: number) => {
    const at = { epoch: 1, node, x: 0.5, y: 0.5 };
    for (const phase of ["down", "up"])
      peer.say({ kind: "input.press", ref, at, phase, button: 0, count: 1, from });
  };
  for (const node of nodes) peer.say({ kind: "pointer.move", epoch: 1, node, x: 0.5, y: 0.5, from });
  peer.say({ kind: "mirror.keyframe", stream: 1 });
  await peer.until(() => peer.frames.find((frame) => decodeFrame(frame).envelope.Epoch === 2));
  for (const node of nodes) press(100 + node, node);
  await s.page.waitForFunction(() => Number(document.querySelector("button")?.value) > 0);
  press(200, 999_999);
  expect((await peer.heard("input.refused", (m) => m["ref"] === 200))["reason"]).toBe("gone");
});

it("A9: what is typed is told as one thing, with its length and never its text", async () => {
  const s = await scene({ body: "<label>Town <input id=a></label><button id=b>Next</button>" });
  const peer = await control(s);
  await s.page.focus("#a");
  for (const key of ["O", "s", "l", "o"]) {
    peer.say({ kind: "input.key", ref: 5, phase: "press", key, code: "", from });
  }
  const done = await peer.heard("done", (m) => m["action"] === "type");
  expect(done).toMatchObject({ agent: "agt_1", label: "Town", chars: 4, result: "done" });
  expect(JSON.stringify(peer.said)).not.toContain("Oslo");
});

it("leaves no listener when control is over, however it ends", async () => {
  const counting = `
    window.open0 = 0;
    for (const key of ["addEventListener", "removeEventListener"]) {
      const original = EventTarget.prototype[key];
      const by = key === "addEventListener" ? 1 : -1;
      EventTarget.prototype[key] = function (type, ...rest) {
        if (["pointerdown", "keydown", "wheel", "touchstart", "beforeinput", "pagehide"].includes(type) && this === window) window.open0 += by;
        return original.call(this, type, ...rest);
      };
    }`;
  const s = await scene({ before: counting, body: "<input id=a>" });
  const open = () => s.page.evaluate(() => (window as unknown as { open0: number }).open0);
  const peer = await share(s);
  await hears(s.page, "Mia can see this page");
  const before = await open();
  peer.say(controlledState());
  await refusalOf(peer, 1, { kind: "nav.go", url: "https://elsewhere.example/" });
  expect(await open()).toBeGreaterThan(before);
  peer.say(sessionState({ version: 4 }));
  startMirror(peer, 2);
  await hears(s.page, "Mia can see this page");
  await s.page.waitForFunction((n) => (window as unknown as { open0: number }).open0 === n, before);
  await press(s.page, "Stop");
});
