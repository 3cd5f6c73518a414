/// <reference types="node" />
import type { Page, Route } from "@playwright/test";
import { build } from "esbuild";

const FOLDER = "/parts/";
const ENTRY = "privacy-engine-customer.js";

/** The customer's end in parts, as a page loads it: the part that judges comes when the test lets it. */
export class LateChunk {
  readonly #files: ReadonlyMap<string, string>;
  #held: Route[] = [];
  #asked: () => void = () => {};
  /** Requests for the chunk so far. */
  requests = 0;
  state: "held" | "failing" | "open" = "held";

  private constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  static async build(): Promise<LateChunk> {
    const { outputFiles } = await build({
      entryPoints: [new URL("./privacy-engine-customer.ts", import.meta.url).pathname],
      bundle: true,
      splitting: true,
      format: "esm",
      target: "es2022",
      outdir: FOLDER,
      write: false,
    });
    return new LateChunk(new Map(outputFiles.map(({ path, text }) => [path, text])));
  }

  /** Loads the customer's end into a page; nothing of an earlier page counts any more. */
  readonly load = async (page: Page): Promise<void> => {
    this.state = "held";
    this.#held = [];
    this.requests = 0;
    await page.unroute(`**${FOLDER}*`);
    await page.route(`**${FOLDER}*`, (route) => this.#serve(route));
    await page.addScriptTag({ type: "module", url: FOLDER + ENTRY });
    await page.waitForFunction(() => globalThis.EngineCustomer);
  };

  /** Settles when the chunk is asked for. */
  asked(): Promise<void> {
    if (this.#held.length) return Promise.resolve();
    return new Promise((asked) => {
      this.#asked = asked;
    });
  }

  /** Answers the request that waits, and all that follow. */
  async answer(how: "failing" | "open"): Promise<void> {
    this.state = how;
    for (const route of this.#held.splice(0)) await this.#serve(route);
  }

  #serve(route: Route): Promise<void> {
    const path = new URL(route.request().url()).pathname;
    if (path.includes("judge")) {
      this.requests++;
      if (this.state === "failing") return route.abort();
      if (this.state === "held") {
        this.#held.push(route);
        this.#asked();
        return Promise.resolve();
      }
    }
    return route.fulfill({
      contentType: "text/javascript; charset=utf-8",
      body: this.#files.get(path) ?? "",
    });
  }
}
