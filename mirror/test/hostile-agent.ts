import { createReplica, type Replica } from "../apply/index.ts";
import { isTextName, NAMED_TEXT } from "../capture/assets/named-text.ts";
import { deflate } from "../codec/compress.ts";
import { HostileStream } from "./hostile-stream.ts";
import { Chance } from "./privacy-random.ts";

/** What came of hostile payloads. */
export interface HostileReport {
  /** Scripts of the stream that ran. */
  readonly ran: number;
  /** Errors that came out of the replica. */
  readonly threw: readonly string[];
  /** Payloads that the replica refused. */
  readonly faults: number;
  /** The replica's text after a good payload. */
  readonly shown: string;
}

/** What the last page says. */
const GOOD = "still here";
/** Frames after which a page that is not shown never will be. */
const MOST_FRAMES = 600;
/** Bytes that a changed payload differs in at most. */
const MOST_CHANGES = 6;

/** The agent's end under attack. */
export class HostileAgent {
  readonly #frame = document.createElement("iframe");
  readonly #address: string;
  readonly #threw: string[] = [];
  #faults = 0;
  #replica: Replica;

  private constructor(address: string) {
    this.#address = address;
    this.#frame.setAttribute("sandbox", "allow-same-origin");
    this.#frame.inert = true;
    addEventListener("error", (event) => this.#threw.push(event.message));
    addEventListener("unhandledrejection", (event) => this.#threw.push(String(event.reason)));
    this.#replica = this.#make();
  }

  static async start(frame: string, address: string): Promise<void> {
    const agent = new HostileAgent(address);
    agent.#frame.src = frame;
    document.body.append(agent.#frame);
    await new Promise((ready) => agent.#frame.addEventListener("load", ready, { once: true }));
    agent.#replica = agent.#make();
    (globalThis as unknown as { hostile: HostileAgent }).hostile = agent;
  }

  /** Sends a page as it stands; every resource that the replica asks for is answered with a page of scripts. */
  show(html: string): void {
    this.#apply(new HostileStream(this.#address).page(html));
  }

  /** Sends payloads that were changed at random, after the good one that they belong to. */
  fuzz(html: string, seed: number, rounds: number): void {
    const chance = new Chance(seed);
    const good = new HostileStream(this.#address).page(html);
    for (let i = 0; i < rounds; i++) this.#apply(changed(good, chance));
    for (let i = 0; i < rounds; i++)
      this.#apply(Uint8Array.from({ length: chance.below(300) }, () => chance.below(256)));
  }

  /** Sends a good page last, waits until it is painted, and tells what happened. */
  async report(): Promise<HostileReport> {
    this.show(`<p>${GOOD}</p>`);
    const text = (): string => this.#frame.contentDocument?.body?.textContent ?? "";
    const paint = (): Promise<number> => new Promise((painted) => requestAnimationFrame(painted));
    // Payloads that name texts wait for these.
    for (let frame = 0; frame < MOST_FRAMES && text() !== GOOD; frame++) await paint();
    for (let frame = 0; frame < 5; frame++) await paint();
    const shown = text();
    const ran = (globalThis as unknown as { ran?: number }).ran ?? 0;
    return { ran, threw: this.#threw, faults: this.#faults, shown };
  }

  #make(): Replica {
    return createReplica({
      frame: this.#frame,
      wantAsset: (ref) => {
        if (isTextName(ref)) return void this.#text(ref);
        const bytes = new TextEncoder().encode(
          `<svg xmlns="http://www.w3.org/2000/svg" onload="top.ran=1"><script>top.ran=1</script></svg>`,
        );
        queueMicrotask(() => this.#replica.asset(ref, "image/svg+xml", bytes));
      },
      needKeyframe: () => this.#faults++,
      onViewport: () => {},
      onStats: () => {},
    });
  }

  /** A sheet that asks for all it can, as the text of a name. */
  async #text(name: string): Promise<void> {
    const url = `url(${this.#address}/named)`;
    const css = `@import ${url};@font-face{font-family:n;src:${url}}*{background:${url};font-family:n;cursor:${url},auto}`;
    this.#replica.asset(name, NAMED_TEXT, await deflate(new TextEncoder().encode(css)));
  }

  #apply(payload: Uint8Array): void {
    try {
      this.#replica.apply(payload);
    } catch (error) {
      this.#threw.push(String(error));
    }
  }
}

/** A payload with some bytes changed, left out, doubled or cut off. */
function changed(good: Uint8Array, chance: Chance): Uint8Array {
  const bytes = [...good];
  for (let n = 1 + chance.below(MOST_CHANGES); n > 0; n--) {
    const at = 1 + chance.below(bytes.length - 1);
    const way = chance.below(5);
    if (way === 0) bytes.splice(at, 1 + chance.below(8));
    else if (way === 1) bytes.splice(at, 0, ...bytes.slice(at, at + chance.below(30)));
    else if (way === 2) bytes.length = Math.max(2, at);
    else
      bytes[at] =
        way === 3 ? chance.below(256) : ((bytes[at] ?? 0) + chance.pick([1, 2, 127, 128, 255])) % 256;
  }
  return Uint8Array.from(bytes);
}

(globalThis as unknown as { HostileAgent: typeof HostileAgent }).HostileAgent = HostileAgent;
