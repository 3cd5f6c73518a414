import { describe, expect, it } from "vitest";
import { consentAsk, controlledState, mia, sessionState, tom } from "./bodies.ts";
import { type Scene, scenes } from "./chromium.ts";
import type { Peer } from "./host.ts";
import { buttonAt, dialogShown, hears, press, share, spoken, startMirror, talk } from "./steps.ts";

const scene = scenes();

/** The customer pressed Stop: the server hears it, and the sign goes. */
async function stopped({ page }: Scene, peer: Peer, why = ""): Promise<void> {
  expect(await peer.heard("session.end")).toMatchObject({ session: "ses_1", why });
  await hears(page, "Sharing has ended");
  await expect.poll(() => spoken(page)).not.toContain("Stop");
}

const openDialog = (page: Scene["page"], selector: string) =>
  page.evaluate((s) => document.querySelector<HTMLDialogElement>(s)?.showModal(), selector);

describe("the sign of a running session (C3)", () => {
  it("is there before the first byte leaves, and says who sees what", async () => {
    const s = await scene();
    const peer = await talk(s);
    peer.say(sessionState());
    await hears(s.page, "Starting · Mia does not see this page yet");
    expect(peer.frames).toHaveLength(0);
    startMirror(peer);
    await peer.until(() => peer.frames.length > 0);
    await hears(s.page, "Mia can see this page · pointing");
  });

  it("says it when nobody looks, when another tab is shown and when the connection is lost", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say({ kind: "mirror.pause", stream: 1, epoch: 1 });
    await hears(s.page, "Paused · Mia is not looking right now");
    peer.say({ kind: "mirror.resume", stream: 1, epoch: 1 });
    await hears(s.page, "Mia can see this page");
    peer.say({ kind: "mirror.stop", stream: 1, epoch: 1 });
    await hears(s.page, "Mia sees another tab, not this one");
    s.host.welcoming = () => ({ session: sessionState(), session_token: "session_2" });
    peer.cut();
    await hears(s.page, "Paused · no connection");
  });

  it("tells a change of mode", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(sessionState({ version: 3, mode: "view" }));
    await hears(s.page, "Mia can see this page · looking");
  });

  it("says who has ended it (C5)", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(
      sessionState({
        version: 3,
        status: "ended",
        ended_by: "agent",
        ended_name: "Mia",
        end_reason: "ended",
      }),
    );
    await hears(s.page, "Mia has ended it. Nobody sees this page any more.");
    await expect.poll(() => spoken(s.page)).not.toContain("Stop");
  });
});

describe("agents' pointers (A7)", () => {
  it("are labelled, and say in words what they are at", async () => {
    const s = await scene({ body: '<p>Boots</p><button style="margin:200px">Buy now</button>' });
    const peer = await share(s);
    // Numbers of nodes are the capture's: one of the first is the button.
    for (let node = 1; node <= 40; node++) {
      const from = { agent: `agt_${node}`, name: `Agent ${node}`, colour: "#d6336c" };
      peer.say({ kind: "pointer.move", epoch: 1, node, x: 0.5, y: 0.5, from });
    }
    await press(s.page, "Where?");
    await hears(s.page, /Agent \d+ points at “Buy now”/);
    peer.say({ kind: "mirror.stop", stream: 1, epoch: 1 });
    await hears(s.page, "Mia sees another tab");
    await press(s.page, "Where?");
    await hears(s.page, "Mia points at nothing right now");
  });
});

describe("Stop (C4)", () => {
  it("by mouse", async () => {
    const s = await scene();
    const peer = await share(s);
    await press(s.page, "Stop");
    await stopped(s, peer);
  });

  it("by a press that pauses the agent: the button stays under the finger until it is lifted (A10)", async () => {
    const s = await scene();
    const peer = await share(s);
    const [lead = mia] = controlledState().people;
    peer.say(controlledState({ people: [lead, tom] }));
    await hears(s.page, "Mia and Tom can see this page · Mia may operate");
    const { x, y } = await buttonAt(s.page, "Stop");
    await s.page.mouse.move(x, y);
    await s.page.mouse.down();
    await peer.heard("control.pause");
    await s.page.mouse.up();
    await stopped(s, peer);
  });

  it("by touch on a phone", async () => {
    const s = await scene({
      context: { viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true },
    });
    const peer = await share(s);
    const { x, y } = await buttonAt(s.page, "Stop");
    await s.page.touchscreen.tap(x, y);
    await stopped(s, peer);
  });

  it("by hot key, also with the focus in a field of the page", async () => {
    const s = await scene({ body: "<input id=f>" });
    const peer = await share(s);
    await s.page.focus("#f");
    await s.page.keyboard.press("Control+Alt+Shift+KeyX");
    await stopped(s, peer);
  });

  it("under nested modal dialogs of the page, by mouse", async () => {
    const s = await scene({ body: "<dialog id=a>one<dialog id=b>two</dialog></dialog>" });
    const peer = await share(s);
    await openDialog(s.page, "#a");
    await openDialog(s.page, "#b");
    await press(s.page, "Stop");
    await stopped(s, peer);
  });

  it("under a question of our own, which is over with it", async () => {
    const s = await scene();
    const peer = await share(s);
    const { x, y } = await buttonAt(s.page, "Stop");
    peer.say(consentAsk({ ask: "ask_2", what: "control" }));
    await dialogShown(s.page);
    await s.page.mouse.click(x, y);
    await stopped(s, peer);
  });

  it("under a modal dialog of the page, by keyboard", async () => {
    const s = await scene({ body: "<dialog id=a><button>only</button></dialog>" });
    const peer = await share(s);
    await openDialog(s.page, "#a");
    await s.page.waitForFunction(() => document.querySelector("#a samepage-ui"));
    // From the page's only button, Tab reaches the bar: Where?, See what Mia sees, move, smaller, Stop.
    for (let i = 0; i < 5; i++) await s.page.keyboard.press("Tab");
    await s.page.keyboard.press("Enter");
    await stopped(s, peer);
  });

  it("under a modal dialog in a shadow tree", async () => {
    const s = await scene({ body: "<div id=h></div>" });
    const peer = await share(s);
    await s.page.evaluate(() => {
      const root = document.querySelector("#h")?.attachShadow({ mode: "open" });
      const dialog = document.createElement("dialog");
      dialog.append(document.createElement("button"));
      root?.append(dialog);
      dialog.showModal();
    });
    await s.page.waitForFunction(() =>
      document.querySelector("#h")?.shadowRoot?.querySelector("samepage-ui"),
    );
    await press(s.page, "Stop");
    await stopped(s, peer);
  });

  it("after the dialog it was in has been closed, and after the dialog was removed", async () => {
    const s = await scene({ body: "<dialog id=a>one</dialog><dialog id=b>two</dialog>" });
    const peer = await share(s);
    await openDialog(s.page, "#a");
    await s.page.waitForFunction(() => document.querySelector("#a samepage-ui"));
    await s.page.evaluate(() => document.querySelector<HTMLDialogElement>("#a")?.close());
    await s.page.waitForFunction(() => document.querySelector("html > samepage-ui"));
    await openDialog(s.page, "#b");
    await s.page.waitForFunction(() => document.querySelector("#b samepage-ui"));
    await s.page.evaluate(() => document.querySelector("#b")?.remove());
    await s.page.waitForFunction(() => document.querySelector("html > samepage-ui"));
    await press(s.page, "Stop");
    await stopped(s, peer);
  });

  it("in full screen", async () => {
    const s = await scene({ body: "<div id=full>big</div>" });
    const peer = await share(s);
    await s.page.evaluate(() => document.querySelector("#full")?.requestFullscreen());
    await s.page.waitForFunction(() => document.querySelector("#full samepage-ui"));
    await press(s.page, "Stop");
    await stopped(s, peer);
  });

  it("under a popover of the page that was shown later", async () => {
    const s = await scene({
      body: '<div id=p popover=manual style="inset:0;width:100vw;height:100vh">page</div>',
    });
    const peer = await share(s);
    await s.page.evaluate(() => document.querySelector<HTMLElement>("#p")?.showPopover());
    await press(s.page, "Stop");
    await stopped(s, peer);
  });

  it("while our own question is open it waits for the answer", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(consentAsk({ ask: "ask_2" }));
    await hears(s.page, "Mia would like to see this page");
    await press(s.page, "No");
    await peer.heard("consent.answer");
    await press(s.page, "Stop");
    await stopped(s, peer);
  });
});

describe("a page against our interface", () => {
  it("that removes the host gets it back", async () => {
    const s = await scene();
    const peer = await share(s);
    await s.page.evaluate(() => document.querySelector("samepage-ui")?.remove());
    await press(s.page, "Stop");
    await stopped(s, peer);
  });

  it("that hides the popover gets it back", async () => {
    const s = await scene();
    const peer = await share(s);
    await s.page.evaluate(() => document.querySelector<HTMLElement>("samepage-ui")?.hidePopover());
    await press(s.page, "Stop");
    await stopped(s, peer);
  });

  it("is not a page whose details open again and again", async () => {
    const s = await scene();
    const peer = await share(s);
    await s.page.evaluate(async () => {
      const details = document.createElement("details");
      document.body.append(details);
      for (let frame = 0; frame < 240; frame++) {
        details.open = !details.open;
        await new Promise((painted) => requestAnimationFrame(painted));
      }
    });
    await press(s.page, "Stop");
    await stopped(s, peer);
  });

  it("that removes it in every frame, and Stop is pressed meanwhile", async () => {
    const s = await scene();
    const peer = await share(s);
    const { x, y } = await buttonAt(s.page, "Stop");
    await s.page.evaluate(() => {
      const remove = () => {
        document.querySelector("samepage-ui")?.remove();
        requestAnimationFrame(remove);
      };
      remove();
    });
    await s.page.mouse.click(x, y);
    await stopped(s, peer);
  });

  it("that covers it for good ends the session: nothing is sent any more", async () => {
    const s = await scene();
    const peer = await share(s);
    await s.page.evaluate(() => {
      const cover = document.createElement("div");
      cover.popover = "manual";
      cover.style.cssText = "inset:0;width:100vw;height:100vh";
      document.body.append(cover);
      const raise = () => {
        cover.hidePopover();
        cover.showPopover();
        requestAnimationFrame(raise);
      };
      cover.showPopover();
      raise();
    });
    expect(await peer.heard("session.end")).toMatchObject({ why: "unreachable_ui" });
  });

  it("that removes it again and again ends the session", async () => {
    const s = await scene();
    const peer = await share(s);
    await s.page.evaluate(() => {
      const remove = () => {
        document.querySelector("samepage-ui")?.remove();
        setTimeout(remove, 1);
      };
      remove();
    });
    expect(await peer.heard("session.end")).toMatchObject({ why: "unreachable_ui" });
  });
});
