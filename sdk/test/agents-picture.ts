import type { Page } from "@playwright/test";
import { Assembler, BinaryMirror, decodeFrame } from "@samepage/wire";
import { build } from "esbuild";
import type { Scene } from "./chromium.ts";
import type { Peer } from "./host.ts";
import type {} from "./replica-script.ts";

/** What agents see of a page: a replica in a tab of its own, fed with what the page has sent. */
export class AgentsPicture {
  readonly page: Page;
  readonly #peer: Peer;
  readonly #assembler = new Assembler();
  /** Frames of the page that were looked at. */
  #fed: number;

  private constructor(page: Page, peer: Peer, fed: number) {
    this.page = page;
    this.#peer = peer;
    this.#fed = fed;
  }

  /** @param fed frames that were before its time: it joins with the next keyframe */
  static async open(scene: Scene, peer: Peer, fed = 0): Promise<AgentsPicture> {
    const page = await scene.page.context().newPage();
    const entry = new URL("./replica-script.ts", import.meta.url).pathname;
    const built = await build({
      entryPoints: [entry],
      bundle: true,
      format: "iife",
      target: "es2022",
      write: false,
    });
    await page.goto(`${scene.host.base}/early.js`); // any document of an origin
    await page.evaluate(built.outputFiles[0]?.text ?? "");
    await scene.page.bringToFront();
    return new AgentsPicture(page, peer, fed);
  }

  /** Text of the page and, in brackets, of each frame in it. */
  async texts(): Promise<string> {
    await this.#feed();
    return this.page.evaluate(() => {
      const textOf = (doc: Document | null | undefined): string => {
        if (!doc?.body) return "";
        const frames = [...doc.querySelectorAll("iframe")].map((one) => `[${textOf(one.contentDocument)}]`);
        return [doc.body.innerText.trim(), ...frames].join(" ").replace(/\s+/g, " ").trim();
      };
      return textOf(document.querySelector("iframe")?.contentDocument);
    });
  }

  /** Why the picture could not be followed any further. */
  faults(): Promise<string[]> {
    return this.page.evaluate(() => globalThis.agents.faults);
  }

  /** Shows what has come since the last time. */
  async #feed(): Promise<void> {
    const payloads: number[][] = [];
    for (; this.#fed < this.#peer.frames.length; this.#fed++) {
      const { envelope, payload } = decodeFrame(this.#peer.frames[this.#fed] as Uint8Array);
      const whole = envelope.Kind === BinaryMirror ? this.#assembler.take(envelope, payload) : undefined;
      if (whole) payloads.push([...whole.payload]);
    }
    await this.page.evaluate((all) => {
      for (const one of all) globalThis.agents.replica.apply(new Uint8Array(one));
    }, payloads);
  }
}
