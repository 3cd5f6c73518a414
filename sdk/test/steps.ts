import { setTimeout } from "node:timers/promises";
import type { CDPSession, Page } from "@playwright/test";
import { chatState, consentAsk, sessionState } from "./bodies.ts";
import type { Scene } from "./chromium.ts";
import type { Peer } from "./host.ts";

/** The distance of the button's middle from the window's corner, in CSS pixels. */
const BUTTON_INSET = 48;

/** The pause between two looks at the page; it is not the page's clock that counts it, which may stand. */
const LOOK_EVERY_MS = 20;

/** Opens the chat with a real click on the button, and waits for the connection. Languages from right to left have it at the left. */
export async function openChat({ page, host }: Scene, side: "left" | "right" = "right"): Promise<Peer> {
  await page.waitForFunction(() => document.querySelector("samepage-ui") !== null);
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  const x = side === "left" ? BUTTON_INSET : size.width - BUTTON_INSET;
  await page.mouse.click(x, size.height - BUTTON_INSET);
  const peer = await host.peer();
  await peer.heard("welcome.ack");
  return peer;
}

/** A chat with Mia. */
export async function talk(scene: Scene, side?: "left" | "right"): Promise<Peer> {
  const peer = await openChat(scene, side);
  peer.say({ kind: "tokens", chat_token: "chat_1" });
  peer.say(chatState());
  return peer;
}

/** Mia asks, and the question is on the screen. */
export async function beAsked(scene: Scene): Promise<Peer> {
  const peer = await talk(scene);
  peer.say(consentAsk());
  await dialogShown(scene.page);
  return peer;
}

/** A session in which Mia sees the page. */
export async function share(scene: Scene): Promise<Peer> {
  const peer = await talk(scene);
  peer.say({ kind: "tokens", session_token: "session_1" });
  peer.say(sessionState());
  startMirror(peer);
  await peer.until(() => peer.frames.length > 0);
  return peer;
}

/** The owner asks this tab for its picture. */
export function startMirror(peer: Peer, stream = 1): void {
  peer.say({ kind: "mirror.start", stream, epoch: 0, seq: 1, fence: 1 });
}

/** Waits for our dialog: it takes the focus into our host. */
export async function dialogShown(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.localName === "samepage-ui");
}

/**
 * Our interface is in a closed shadow tree, which tests read as screen readers do: by role and name, from
 * the accessibility tree. Gives the middle of the named button in the window, once it can be pressed.
 */
export async function buttonAt(
  page: Page,
  name: string,
  { disabled = false, role = "button" } = {},
): Promise<{ x: number; y: number }> {
  const session = await page.context().newCDPSession(page);
  try {
    for (;;) {
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      const node = nodes.find(
        (n) =>
          n.role?.value === role &&
          n.name?.value === name &&
          !n.ignored &&
          disabled === (n.properties?.some((p) => p.name === "disabled" && p.value.value === true) ?? false),
      );
      const box = node?.backendDOMNodeId ? await boxOf(session, node.backendDOMNodeId) : undefined;
      if (box) {
        const [left = 0, top = 0, width = 0, height = 0] = box;
        return { x: left + width / 2, y: top + height / 2 };
      }
      await setTimeout(LOOK_EVERY_MS); // asked without a pause, the browser serves the tree before the page
    }
  } finally {
    await session.detach();
  }
}

/** Left, top, width and height of an element's border box in the window, if it has one. */
async function boxOf(session: CDPSession, backendNodeId: number): Promise<number[] | undefined> {
  try {
    const { model } = await session.send("DOM.getBoxModel", { backendNodeId });
    return [...model.border.slice(0, 2), model.width, model.height];
  } catch {
    return undefined; // it has gone since it was found
  }
}

/** All names and texts of the accessibility tree, in order; or only those of a role. */
export async function spoken(page: Page, role?: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes
    .filter((n) => !n.ignored && (role === undefined || n.role?.value === role))
    .map((n) => String(n.name?.value ?? ""))
    .filter((text) => text !== "");
}

/** Waits until something of the accessibility tree says the text. */
export async function hears(page: Page, text: string | RegExp): Promise<void> {
  for (;;) {
    const all = await spoken(page);
    if (all.some((one) => (typeof text === "string" ? one.includes(text) : text.test(one)))) return;
    // Asked without a pause, the browser serves the accessibility tree before the page.
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
  }
}

/** A real click on one of our buttons. */
export async function press(page: Page, name: string, role = "button"): Promise<void> {
  const { x, y } = await buttonAt(page, name, { role });
  await page.mouse.click(x, y);
}

/** A script for the page's head that keeps our closed shadow tree, for what no accessibility tree tells. */
export const REMEMBER_ROOT = `
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, init);
  if (this.localName === "samepage-ui") window.ourRoot = root;
  return root;
};`;

/** What a part of our tree is, once there is one that the look finds something in. */
export async function seen<T>(
  page: Page,
  selector: string,
  look: (el: HTMLElement) => T,
): Promise<NonNullable<T>> {
  const found = await page.waitForFunction(
    ({ selector, source }) => {
      const el = (window as { ourRoot?: ShadowRoot }).ourRoot?.querySelector(selector);
      return el ? new Function("el", `return (${source})(el)`)(el) : undefined;
    },
    { selector, source: String(look) },
  );
  return (await found.jsonValue()) as NonNullable<T>;
}

/** Waits until nothing of our tree is so. */
export async function unseen(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    (s) => !(window as { ourRoot?: ShadowRoot }).ourRoot?.querySelector(s),
    selector,
  );
}
