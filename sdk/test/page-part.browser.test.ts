import { describe, expect, it } from "vitest";
import { chatState, consentAsk, sessionState } from "./bodies.ts";
import { scenes } from "./chromium.ts";
import { hears, press, share, spoken, startMirror, talk } from "./steps.ts";

const scene = scenes();

/** What the page has heard, in the order of its coming. */
declare global {
  interface Window {
    seen: string;
  }
}

describe("the company's own page asks (C13)", () => {
  const hook = `window.Samepage = [["init", { hooks: { consent: ({ what, agent }) => {
    window.seen = what + " " + agent; return true; } } }]]`;

  it("not unless its site has it switched on", async () => {
    const s = await scene({ before: hook });
    const peer = await talk(s);
    peer.say(consentAsk());
    await hears(s.page, "Mia would like to see this page");
    expect(await s.page.evaluate(() => window.seen)).toBeUndefined();
  });

  it("in our place where it has, and the server is told who asked", async () => {
    const s = await scene({ before: hook, site: { hooks: ["instant", "advanced"] } });
    const peer = await talk(s);
    peer.say(consentAsk());
    expect(await peer.heard("consent.answer")).toMatchObject({ answer: "accept", asker: "page" });
    expect(await s.page.evaluate(() => window.seen)).toBe("see Mia");
  });

  it("never about the desktop", async () => {
    const s = await scene({ before: hook, site: { hooks: ["instant", "advanced"] } });
    const peer = await talk(s);
    peer.say(consentAsk({ what: "advanced" }));
    await hears(s.page, "Mia from Fernhill Outdoor");
    expect(await s.page.evaluate(() => window.seen)).toBeUndefined();
    expect(peer.said.filter((m) => m.kind === "consent.answer")).toEqual([]);
  });

  it("and where it throws, our dialog asks", async () => {
    const before = `window.Samepage = [["init", { hooks: { consent: () => { throw new Error("broken") } } }]]`;
    const s = await scene({ before, site: { hooks: ["instant"] } });
    const peer = await talk(s);
    peer.say(consentAsk());
    await hears(s.page, "Mia would like to see this page");
  });
});

describe("a hand-over arrives (C7)", () => {
  it("its claim is out of the address before the page's scripts run, is shown once, and forgotten", async () => {
    const s = await scene({ early: true, before: "window.seen = location.href" });
    s.host.welcoming = () => ({
      chat: chatState(),
      chat_token: "chat_1",
      session: sessionState(),
      session_token: "session_1",
    });
    await s.page.goto(`${s.origin}/walks?x=1#here&samepage-claim=c-1_A`);
    const peer = await s.host.peer();
    expect(peer.hello.claim).toBe("c-1_A");
    expect(await s.page.evaluate(() => window.seen)).toBe(`${s.origin}/walks?x=1#here`);
    startMirror(peer);
    await hears(s.page, "Mia can see this page");
    await peer.until(() => peer.frames.length > 0);
    await s.page.reload();
    expect((await s.host.peer(1)).hello.claim).toBeUndefined();
  });
});

describe("rules of the page (P1, A20)", () => {
  const policy = (rules: object[]) => ({
    kind: "policy" as const,
    version: 1,
    mask_all: false,
    rules: rules as never,
  });

  it("rules that this browser cannot read are reported by their place", async () => {
    const s = await scene({ body: "<p>words</p>" });
    s.host.welcoming = () => ({
      policy: policy([
        { do: "mask", selector: ".fine" },
        { do: "mask", selector: "p:-moz-only-whitespace" },
      ]),
    });
    const peer = await share(s);
    expect(await peer.heard("policy.fault")).toMatchObject({
      version: 1,
      faults: [{ rule: 1, why: "selector" }],
    });
  });

  it("a page that becomes an excluded one sends nothing more, says so, and goes on when it is none", async () => {
    const s = await scene({ body: "<p id=p>words</p>" });
    s.host.welcoming = () => ({ policy: policy([{ do: "exclude", url: "*/private" }]) });
    const peer = await share(s);
    await hears(s.page, "Mia can see this page");
    await s.page.evaluate(() => history.pushState(null, "", "/private"));
    await hears(s.page, "this page is private, nothing of it is sent");
    expect(await peer.heard("page.event", (m) => m.event === "excluded")).toBeTruthy();
    const sent = peer.frames.length;
    await s.page.evaluate(() => document.body.append("a private word"));
    await spoken(s.page);
    expect(peer.frames.length).toBe(sent);
    await s.page.evaluate(() => history.pushState(null, "", "/open"));
    expect(await peer.heard("page.event", (m) => m.event === "shared")).toBeTruthy();
    await peer.until(() => peer.frames.length > sent);
    await hears(s.page, "Mia can see this page");
  });

  it("a page to look at only is told", async () => {
    const s = await scene();
    s.host.welcoming = () => ({ policy: policy([{ do: "viewonly", url: "*" }]) });
    const peer = await share(s);
    expect(await peer.heard("page.event", (m) => m.event === "view_only")).toBeTruthy();
  });
});

describe("what stays hidden (C11)", () => {
  const body = `<p data-samepage="hide">one</p><p data-samepage="mask">two</p><p>three</p>`;

  it("is what the encoder withholds", async () => {
    const s = await scene({ body });
    await share(s);
    await hears(s.page, "Mia can see this page");
    await press(s.page, "See what Mia sees");
    await hears(s.page, "2 areas are hidden");
  });

  it("and not a second reading of the rules: an encoder that forgets one hatches less", async () => {
    const s = await scene({ body });
    await s.page.route(/\/judge-chunk-\w+\.js$/, async (route) => {
      const answer = await route.fetch();
      const corrupted = (await answer.text()).replace("[data-samepage~=hide i]", "[data-samepage~=never]");
      await route.fulfill({ response: answer, body: corrupted });
    });
    await share(s);
    await hears(s.page, "Mia can see this page");
    await press(s.page, "See what Mia sees");
    await hears(s.page, "1 area is hidden");
  });
});

describe("remove()", () => {
  it("takes launchers away too, and a later call brings everything back", async () => {
    const s = await scene({
      tag: 'data-hotkey="Control+Alt+H"',
      body: "<button data-samepage-start>Help</button>",
    });
    await s.page.evaluate(() => (window as unknown as { Samepage: { ready: Promise<void> } }).Samepage.ready);
    await s.page.evaluate(() =>
      (window as unknown as { Samepage: { remove(): Promise<void> } }).Samepage.remove(),
    );
    await s.page.click("button");
    await s.page.keyboard.press("Control+Alt+h");
    expect(await s.page.evaluate(() => document.querySelector("samepage-ui"))).toBeNull();
    await s.page.evaluate(() =>
      (window as unknown as { Samepage: { start(): Promise<void> } }).Samepage.start(),
    );
    await s.host.peer();
  });
});
