import { describe, expect, it } from "vitest";
import { consentAsk } from "./bodies.ts";
import { scenes } from "./chromium.ts";
import { beAsked, dialogShown, hears, press, share } from "./steps.ts";

const scene = scenes();

/** As strict as a page can be: nothing but scripts of the host, with Trusted Types that allow no policy. */
const STRICT =
  "default-src 'none'; script-src HOST 'nonce-n0'; connect-src HOST WS; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Only scripts with a nonce: chunks inherit it from the tag. */
const NONCE =
  "default-src 'none'; script-src 'nonce-n0'; connect-src HOST WS; require-trusted-types-for 'script'; trusted-types 'none'";

describe("a strict policy of the page (C1)", () => {
  it.each([
    ["by host", STRICT, ""],
    ["by nonce", NONCE, 'nonce="n0"'],
  ])(
    "chat, question, sign and mirror work under scripts allowed %s, and break no rule",
    async (_, csp, tag) => {
      const s = await scene({ csp, tag, body: "<p>hello</p>" });
      const peer = await share(s);
      await hears(s.page, "Mia can see this page");
      peer.say(consentAsk({ ask: "ask_2" }));
      await dialogShown(s.page);
      await press(s.page, "No");
      await peer.heard("consent.answer");
      await press(s.page, "Stop");
      await peer.heard("session.end");
      expect(s.complaints).toEqual([]);
    },
  );

  it("a page style that reaches for everything changes nothing of ours", async () => {
    const s = await scene({
      body: "<style>body *, samepage-ui { display: none !important; opacity: 0 !important; transform: scale(0) !important; visibility: hidden !important; clip-path: circle(0) !important }</style>",
    });
    const peer = await beAsked(s);
    await press(s.page, "Accept");
    expect(await peer.heard("consent.answer")).toMatchObject({ answer: "accept" });
  });
});

describe("where it cannot work (C12)", () => {
  it("in a frame it stays away and says so", async () => {
    const s = await scene();
    await s.page.evaluate(() => {
      const frame = document.createElement("iframe");
      frame.src = "/inner";
      document.body.append(frame);
    });
    const frame = await s.page.waitForFunction(() => {
      const inner = window.frames[0] as
        | (Window & { Samepage?: { check(): { ok: boolean; reason: string } } })
        | undefined;
      return inner?.Samepage?.check();
    });
    expect(await frame.jsonValue()).toMatchObject({ ok: false, reason: expect.stringContaining("frame") });
    expect(s.complaints.join()).toContain("Samepage is off");
  });

  it("leaves one global and one element", async () => {
    const s = await scene({ before: "window.before = new Set(Object.getOwnPropertyNames(window))" });
    await s.page.waitForFunction(() => document.querySelector("samepage-ui"));
    const added = await s.page.evaluate(() => {
      const { before } = window as unknown as { before: Set<string> };
      return Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && name !== "before");
    });
    expect(added).toEqual(["Samepage"]);
    expect(await s.page.evaluate(() => document.querySelectorAll("samepage-ui").length)).toBe(1);
  });

  it("takes calls that were queued before it came", async () => {
    const s = await scene({ before: 'window.Samepage = [["start"]]' });
    await s.host.peer();
  });
});
