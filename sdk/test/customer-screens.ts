import type { Page } from "@playwright/test";
import type { Texts } from "../src/texts/types.ts";
import {
  chatMessage,
  chatState,
  consentAsk,
  controlledState,
  ended,
  fromOf,
  mia,
  receipt,
  sessionState,
  tom,
} from "./bodies.ts";
import type { Scene, SiteOptions } from "./chromium.ts";
import type { Peer } from "./host.ts";
import { nodeOf } from "./nodes.ts";
import { buttonAt, hears, openChat, press, REMEMBER_ROOT, startMirror, talk } from "./steps.ts";

/** A screen of the customer's side, as it stands in the page now. */
export interface Screen {
  name: string;
  /** The page behind it can be neither used nor reached until it is answered. */
  modal?: boolean;
  /** Brings back what a change of the window takes away. */
  refresh?: () => Promise<void>;
}

/** Time enough for every look at a question, in milliseconds. */
const QUESTION_FOR = 600_000;

/** The page that the screens lie over: one element for each thing that an agent may ask of it. */
export const SCREENS_SITE: SiteOptions = {
  before: REMEMBER_ROOT,
  body: `<style>body{margin:0} #pay,#file{position:absolute;left:40px;width:200px;height:40px}</style>
<a id=out href="https://elsewhere.example/">Elsewhere</a> <p data-samepage=hide>Private words</p>
<button id=pay style="top:200px">Pay now</button><input id=file type=file style="top:300px" aria-label=Passport>`,
};

/** Goes as one customer over every screen that a chat and a session have, from the button to the receipt. */
export async function* customerScreens(s: Scene, texts: Texts): AsyncGenerator<Screen> {
  s.host.welcoming = () => ({
    policy: {
      kind: "policy",
      version: 1,
      mask_all: false,
      rules: [{ do: "stepup", selector: "#pay" }] as never,
    },
  });
  await buttonAt(s.page, texts.openChat);
  yield { name: "button" };
  const peer = await talk(s, texts.direction === "rtl" ? "left" : "right");
  yield* chatScreens(s, texts, peer);
  yield* questionScreens(s, texts, peer);
  yield* sessionScreens(s, texts, peer);
  yield* controlScreens(s, texts, peer);
  yield* endScreens(s, texts, peer);
  yield* codeScreen(s, texts, peer);
  yield* chatEndScreens(s, texts, peer);
}

async function* chatScreens({ page }: Scene, texts: Texts, peer: Peer): AsyncGenerator<Screen> {
  peer.say(chatMessage(1));
  peer.say(chatMessage(2, { from: "customer", name: "", text: "Thank you" }));
  await page.keyboard.type("My card is 4111 1111 1111 1111");
  await page.keyboard.press("Enter");
  await hears(page, texts.numberHidden);
  peer.say({ kind: "chat.typing", on: true });
  await hears(page, texts.typing("Mia"));
  yield { name: "chat" };
  const { id } = await peer.heard("chat.send");
  peer.say({ kind: "chat.ack", id });
  await press(page, texts.closeChat);
}

async function* questionScreens({ page }: Scene, texts: Texts, peer: Peer): AsyncGenerator<Screen> {
  peer.say(question());
  await hears(page, texts.askTitle("Mia"));
  yield { name: "question", modal: true };
  await press(page, texts.whatStaysHidden);
  yield { name: "question with what stays hidden", modal: true };
  await press(page, texts.preview.show);
  await hears(page, texts.preview.count(1));
  yield { name: "what stays hidden, on the page" };
  await press(page, texts.preview.done);
  await press(page, texts.accept);
  await peer.heard("consent.answer");
}

async function* sessionScreens({ page }: Scene, texts: Texts, peer: Peer): AsyncGenerator<Screen> {
  peer.say({ kind: "tokens", session_token: "session_1" });
  peer.say(sessionState());
  startMirror(peer);
  await hears(page, texts.canSee("Mia", texts.modes.pointer));
  peer.say(question({ ask: "ask_2", what: "control" }));
  await hears(page, texts.controlTitle("Mia"));
  yield { name: "question for Full Control", modal: true };
  await press(page, texts.accept);
  await peer.heard("consent.answer", (body) => body.ask === "ask_2");
  const [lead] = controlledState().people;
  peer.say(controlledState({ people: [lead ?? mia, tom] }));
  await buttonAt(page, texts.takeBack);
  yield { name: "bar" };
  await press(page, texts.smaller);
  yield { name: "small bar" };
  await press(page, texts.larger);
  await press(page, texts.preview.window("Mia"));
  await peer.heard("watch.ask");
  peer.say({ kind: "watch.ticket", url: "https://help.example/viewer/watch#ticket" });
  await buttonAt(page, texts.preview.window("Mia"), { role: "link" });
  yield { name: "what the agent does not see" };
  await press(page, texts.preview.done);
}

async function* controlScreens(s: Scene, texts: Texts, peer: Peer): AsyncGenerator<Screen> {
  const { page } = s;
  const [pay, file] = [await nodeOf(s, peer, "#pay"), await nodeOf(s, peer, "#file")];
  const draw = async () => {
    const how = { tool: "arrow", colour: "#e8590c", width: 4, points: [2, 0.5, 1, 0.5], done: true };
    const from = fromOf(mia);
    do {
      peer.say({ kind: "annotate.draw", id: crypto.randomUUID(), epoch: 1, node: pay, ...how, from });
      peer.say({ kind: "pointer.move", epoch: 1, node: pay, x: 0.5, y: 0.5, from });
    } while (!(await painted(page, ".annotations path"))); // a window that is still changing takes it away
  };
  await draw();
  await press(page, texts.whereIsIt);
  yield { name: "drawing and pointer", refresh: draw };
  await click(peer, file);
  await hears(page, texts.clickHereFor.file);
  yield { name: "please click here" };
  await page.mouse.click(200, 320);
  await click(peer, pay);
  await hears(page, texts.stepUpTitle("Pay now"));
  yield { name: "question for one press", modal: true };
  await press(page, texts.no);
  await page.click("#out");
  await hears(page, texts.leaving.where("elsewhere.example"));
  yield { name: "leaving", modal: true };
  await press(page, texts.leaving.stay);
}

async function* endScreens({ page }: Scene, texts: Texts, peer: Peer): AsyncGenerator<Screen> {
  peer.say(ended);
  peer.say(receipt);
  await press(page, texts.rateStars(4), "radio");
  await buttonAt(page, texts.rateSend);
  yield { name: "end with feedback" };
  await press(page, texts.receiptTitle);
  await buttonAt(page, texts.print);
  yield { name: "receipt", modal: true };
  await page.keyboard.press("Escape");
  await press(page, texts.close);
}

async function* codeScreen({ page }: Scene, texts: Texts, peer: Peer): AsyncGenerator<Screen> {
  const made = page.evaluate(() =>
    (window as unknown as { Samepage: { code(): Promise<object> } }).Samepage.code(),
  );
  await peer.heard("code.make");
  const expires_at = new Date(Date.now() + QUESTION_FOR).toISOString();
  peer.say({ kind: "code.made", session: "ses_2", code: "482913", expires_at });
  await made;
  yield { name: "code" };
  await press(page, texts.code.cancel);
}

async function* chatEndScreens(s: Scene, texts: Texts, peer: Peer): AsyncGenerator<Screen> {
  const { page, host } = s;
  const side = texts.direction === "rtl" ? "left" : "right";
  peer.say(chatState({ version: 2, status: "ended", ended_by: "agent" }));
  await press(page, texts.openChat);
  await buttonAt(page, texts.newChat);
  yield { name: "chat that has ended" };
  await press(page, texts.newChat);
  await press(page, texts.closeChat);
  host.welcoming = () => ({ agents_online: false });
  await page.reload();
  await openChat(s, side);
  await press(page, texts.offlineSend);
  await hears(page, texts.emailNeeded);
  yield { name: "nobody is here" };
}

/** Whether there is such a part of ours after the next frames. */
function painted(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    for (let i = 0; i < 3; i++) await new Promise((frame) => requestAnimationFrame(frame));
    return (window as { ourRoot?: ShadowRoot }).ourRoot?.querySelector(wanted) != null;
  }, selector);
}

function question(over = {}) {
  return consentAsk({ expires_at: new Date(Date.now() + QUESTION_FOR).toISOString(), ...over });
}

/** Clicks as the agent, and again as long as the customer's own input goes first. */
async function click(peer: Peer, node: number): Promise<void> {
  const at = { epoch: 1, node, x: 0.5, y: 0.5 };
  const ref = peer.said.length;
  for (const phase of ["down", "up"]) {
    peer.say({ kind: "input.press", ref, at, phase, button: 0, count: 1, from: fromOf(mia) });
  }
  const outcome = await peer.until(() =>
    peer.said.find((m) => m.ref === ref && (m.kind === "input.refused" || m.kind === "stepup")),
  );
  if (outcome.reason === "paused") await click(peer, node);
}
