// A customer's page and the agent's workbench on its picture, in one tab, without a server between them.

import type { Environment } from "@samepage/mirror/apply";
import type { Capture } from "@samepage/mirror/capture";
import {
  type BinaryMessage,
  BinaryMirror,
  FlagKeyEnd,
  FlagKeyPart,
  FlagKeyStart,
  type FromViewer,
  type Kind,
  type SessionStateBody,
  type ToViewer,
} from "@samepage/wire";
import { Section } from "../../mirror/codec/sections.ts";
import type {} from "../../mirror/test/lab-capture.ts";
import { Feed } from "../src/feed.ts";
import { Stage } from "../src/stage.ts";
import { Workbench } from "../src/workbench.ts";

type CustomerWindow = Window & typeof globalThis & { eval(code: string): unknown };
type Sent = { kind: Kind } & Record<string, unknown>;

/** The agent of every test. */
export const ME = "agent_1";

/** A number that no section has. */
const NO_SECTION = 127;
/** Rounds of painted frames without a message after which both ends are quiet. */
const QUIET_ROUNDS = 6;
const MAX_ROUNDS = 300;

export class ViewerLab {
  /** What went to the customer's page. */
  readonly sent: Sent[] = [];
  /** What the console was told. */
  readonly told: FromViewer[] = [];
  readonly #listeners = new Map<string, ((body: never) => void)[]>();
  readonly #customer = document.createElement("iframe");
  #binary: (message: BinaryMessage) => void = () => {};
  #capture: Capture | undefined;
  #workbench: Workbench | undefined;
  #stream = 1;
  #frames = 0;
  #epoch = 0;

  async start(html: string, captureScript: string, grants: readonly string[]): Promise<void> {
    this.#customer.srcdoc = html;
    this.#customer.style.cssText = "position:fixed;border:0;width:800px;height:600px";
    this.showPage(false);
    const root = document.createElement("main");
    root.id = "stage";
    document.body.append(this.#customer, root);
    await new Promise((loaded) => this.#customer.addEventListener("load", loaded, { once: true }));
    await this.#work(root);
    this.allow(grants);
    this.#window.eval(captureScript);
    this.#mirror();
    await this.settle();
  }

  /** Brings the customer's page into the window, in the place of the picture, or takes it away again. */
  showPage(shown: boolean): void {
    this.#customer.style.left = shown ? "0" : "-2000px";
    document.getElementById("stage")?.style.setProperty("visibility", shown ? "hidden" : "visible");
  }

  /** The console says something. */
  say(message: ToViewer): void {
    this.#workbench?.take(message);
  }

  /** The customer's page, or the server, says something. */
  answer(body: Sent): void {
    for (const listener of this.#listeners.get(body.kind) ?? []) listener(body as never);
  }

  allow(grants: readonly string[]): void {
    const people = [{ agent: ME, grants }];
    this.#workbench?.allowed({ people } as unknown as SessionStateBody, ME);
  }

  /** Middle of an element of the picture, in the window's coordinates. */
  spot(selector: string): { x: number; y: number; width: number; height: number } {
    const frame = document.querySelector<HTMLIFrameElement>(".sheet iframe") as HTMLIFrameElement;
    const box = frame.contentDocument?.querySelector(selector)?.getBoundingClientRect();
    if (!box) throw new Error(`the picture has no ${selector}`);
    const sheet = frame.getBoundingClientRect();
    const scale = sheet.width / frame.offsetWidth;
    return {
      x: sheet.left + (box.left + box.width / 2) * scale,
      y: sheet.top + (box.top + box.height / 2) * scale,
      width: box.width * scale,
      height: box.height * scale,
    };
  }

  /** Which element of the customer's page a number is. */
  nameOf(node: unknown): string {
    return this.#capture?.locate(Number(node))?.id ?? "";
  }

  /** The page is sent as another one would be: on a stream of its own. */
  restream(): void {
    this.#stream++;
    this.keyframe();
  }

  /** The page is sent anew, with other numbers for its elements. */
  keyframe(): void {
    this.#capture?.keyframe();
  }

  /** A keyframe comes that nobody can read to its end. */
  garble(): void {
    this.#epoch++;
    this.#deliver(FlagKeyStart | FlagKeyEnd, this.#epoch, new Uint8Array([0, Section.Reset, NO_SECTION]));
  }

  viewport(viewport: Environment): void {
    this.#workbench?.viewport(viewport);
  }

  /** Runs statements in the customer's page. */
  async act(code: string): Promise<void> {
    await this.#window.eval(`(async()=>{${code}})()`);
    await this.settle();
  }

  /** Waits until nothing more is sent by the page, and all is painted. */
  async settle(): Promise<void> {
    for (let quiet = 0, round = 0; quiet < QUIET_ROUNDS; round++) {
      if (round > MAX_ROUNDS) throw new Error("the page never comes to rest");
      const before = this.#frames;
      for (let i = 0; i < 2; i++) await new Promise((painted) => requestAnimationFrame(painted));
      quiet = this.#frames === before ? quiet + 1 : 0;
    }
  }

  /** Gives the viewer a frame; answers how many there were. */
  #deliver(flags: number, epoch: number, payload: Uint8Array): number {
    const seq = this.#frames++;
    this.#epoch = epoch;
    const envelope = {
      Kind: BinaryMirror,
      Flags: flags,
      Stream: this.#stream,
      Epoch: epoch,
      Seq: seq,
      Fence: 1,
    };
    this.#binary({ envelope, first: seq, payload });
    return this.#frames;
  }

  get #window(): CustomerWindow {
    return this.#customer.contentWindow as CustomerWindow;
  }

  async #work(root: HTMLElement): Promise<void> {
    const link = {
      send: (body: unknown) => {
        this.sent.push(body as Sent);
        return true;
      },
      onMessage: (kind: Kind, listener: (body: never) => void) => {
        this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener]);
        return () => {};
      },
      onBinary: (listener: (message: BinaryMessage) => void) => {
        this.#binary = listener;
        return () => {};
      },
    };
    const stage = new Stage(root, "Customer's page", {
      scaled: () => {},
      paned: () => this.#workbench?.paned(),
    });
    const feed = new Feed({
      link,
      frame: stage.frame,
      events: {
        viewport: (viewport) => this.#workbench?.viewport(viewport),
        received: () => {},
        shown: () => this.#workbench?.shown(),
        renewed: (another) => this.#workbench?.renewed(another),
        blanked: () => {},
      },
    });
    const tell = (message: FromViewer) => this.told.push(message);
    this.#workbench = new Workbench({ stage, feed, link, tell, live: () => true });
    await stage.ready();
  }

  #mirror(): void {
    const { startCapture, defaultPolicy } = this.#window.labCapture;
    const capture = startCapture({
      window: this.#window,
      policy: defaultPolicy,
      exclude: () => false,
      send: (payload, { keyframe, epoch }) => {
        const starts = keyframe === "start" || keyframe === "whole" ? FlagKeyStart : 0;
        const ends = keyframe === "end" || keyframe === "whole" ? FlagKeyEnd : 0;
        const part = keyframe === "part" ? FlagKeyPart : 0;
        const count = this.#deliver(starts | ends | part, epoch, payload);
        queueMicrotask(() => capture.ack(count));
      },
      sendAsset: () => {},
    });
    this.#capture = capture;
  }
}

declare global {
  var Bench: typeof ViewerLab;
  var bench: ViewerLab;
}

globalThis.Bench = ViewerLab;
