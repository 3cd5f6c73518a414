import { createReplica, type Replica, type ReplicaStats } from "../apply/index.ts";
import type { Capture, DeviceViewport } from "../capture/index.ts";
import { differenceOf } from "./lab-compare.ts";

type CustomerWindow = Window & typeof globalThis & { eval(code: string): unknown };

/** Rounds of two painted frames without a message after which both ends are quiet. */
const QUIET_ROUNDS = 6;
const MAX_ROUNDS = 300;

/** A customer's page and its replica side by side in one tab, joined by a function call. */
export class PageLab {
  readonly faults: string[] = [];
  stats: ReplicaStats | undefined;
  readonly #customer = document.createElement("iframe");
  readonly #agent = document.createElement("iframe");
  #capture: Capture | undefined;
  #replica: Replica | undefined;
  #sent = 0;
  bytes = 0;
  /** The link takes frames and acknowledges none. */
  stalled = false;
  /** References of resources that were wanted, and of those that were sent. */
  readonly wanted: string[] = [];
  readonly resources: string[] = [];
  /** How the customer's device measures its window. */
  device: DeviceViewport = { large: 0, small: 0, insets: [0, 0, 0, 0] };
  /** Type of the last that was sent. */
  lastType = "";
  /** Resources do not arrive while this is set. */
  withholds = false;
  #withheld: (() => void)[] = [];
  #arrived = 0;

  /** Shows a page and starts its mirror. */
  async start(html: string, captureScript: string): Promise<void> {
    this.#customer.srcdoc = html;
    const loaded = new Promise((ready) => this.#customer.addEventListener("load", ready, { once: true }));
    this.#agent.setAttribute("sandbox", "allow-same-origin");
    this.#agent.inert = true;
    for (const frame of [this.#customer, this.#agent])
      frame.style.cssText = "border:0;width:800px;height:600px";
    document.body.replaceChildren(this.#customer, this.#agent);
    await loaded;
    this.#replica = createReplica({
      frame: this.#agent,
      wantAsset: (ref) => {
        this.wanted.push(ref);
        this.#capture?.assetWanted(ref);
      },
      needKeyframe: (why) => this.faults.push(why),
      onViewport: () => {},
      onStats: (stats) => {
        this.stats = stats;
      },
    });
    this.window.eval(captureScript);
    this.join();
    await this.settle();
  }

  /**
   * Starts a capture in the customer's page.
   * @param maxInFlight most bytes on their way
   * @param heldTexts names of texts that the owner has
   */
  join(maxInFlight?: number, heldTexts: readonly string[] = []): void {
    const { startCapture, defaultPolicy } = this.window.labCapture;
    const replica = this.#replica;
    this.#arrived = 0;
    this.#capture = startCapture({
      window: this.window,
      policy: defaultPolicy,
      heldTexts,
      ...(maxInFlight === undefined ? {} : { maxInFlight }),
      exclude: (el) => el.hasAttribute("data-excluded"),
      measureDevice: () => this.device,
      send: (payload) => {
        this.#sent++;
        this.bytes += payload.length;
        replica?.apply(payload);
        this.#arrived++;
        if (!this.stalled) queueMicrotask(() => this.catchUp());
      },
      sendAsset: (ref, type, bytes) => {
        this.resources.push(ref);
        this.lastType = type;
        if (this.withholds) this.#withheld.push(() => replica?.asset(ref, type, bytes));
        else replica?.asset(ref, type, bytes);
      },
    });
  }

  /** Lets arrive what was withheld. */
  release(): void {
    this.withholds = false;
    for (const arrive of this.#withheld.splice(0)) arrive();
  }

  /** A resource that can't be had. */
  miss(ref: string): void {
    this.#replica?.asset(ref, "x-samepage/missing", new Uint8Array());
  }

  /** A stricter rule, as owner and viewer take it. */
  purge(): void {
    this.#capture?.purge();
    this.#replica?.blank();
  }

  want(ref: string): void {
    this.#capture?.assetWanted(ref);
  }

  /** Acknowledges all that has arrived. */
  catchUp(): void {
    this.#capture?.ack(this.#arrived);
  }

  leave(): void {
    this.#capture?.stop();
    this.#capture = undefined;
  }

  keyframe(): void {
    this.#capture?.keyframe();
  }

  get window(): CustomerWindow {
    return this.#customer.contentWindow as CustomerWindow;
  }

  get replicaWindow(): Window & typeof globalThis {
    return this.#agent.contentWindow as Window & typeof globalThis;
  }

  /** Runs statements in the customer's page. */
  async act(code: string): Promise<void> {
    await this.window.eval(`(async()=>{${code}})()`);
  }

  /** Waits until nothing more is sent. */
  async settle(): Promise<void> {
    for (let quiet = 0, round = 0; quiet < QUIET_ROUNDS; round++) {
      if (round > MAX_ROUNDS) throw new Error("the page never comes to rest");
      const before = this.#sent;
      for (let i = 0; i < 2; i++) await new Promise((painted) => requestAnimationFrame(painted));
      quiet = before > 0 && this.#sent === before ? quiet + 1 : 0;
    }
  }

  /** An expression of `doc` and `win`, evaluated in the page and in the replica. */
  ask(expression: string): { page: string; replica: string } {
    const answer = new Function("doc", "win", `return String(${expression})`) as (
      d: Document,
      w: Window,
    ) => string;
    return {
      page: answer(this.window.document, this.window),
      replica: answer(this.replicaWindow.document, this.replicaWindow),
    };
  }

  /** Where the replica's tree differs from the page's, "" where it does not. */
  difference(): string {
    return differenceOf(this.window.document, this.replicaWindow.document);
  }
}

declare global {
  var Lab: typeof PageLab;
  var lab: PageLab;
}

globalThis.Lab = PageLab;
