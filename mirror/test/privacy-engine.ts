/// <reference types="node" />
import { inflateRawSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import type { Policy } from "../capture/mask/index.ts";
import { script, Tab } from "./privacy-browser.ts";
import type { EngineAgent as Agent } from "./privacy-engine-agent.ts";
import type { EngineCustomer as Customer, Left } from "./privacy-engine-customer.ts";

declare global {
  var EngineCustomer: typeof Customer;
  var customer: Customer;
  var EngineAgent: typeof Agent;
  var agent: Agent;
}

/** Rounds without a message after which both ends are quiet. */
const QUIET_ROUNDS = 3;
const MAX_ROUNDS = 200;

/** Capture in one tab, replica in another, and everything that passed between them. */
export class Engine {
  readonly customer: Tab;
  readonly agent: Tab;
  readonly wire: Left[] = [];
  readonly #scripts: readonly [string, string];

  private constructor(customer: Tab, agent: Tab, scripts: readonly [string, string]) {
    this.customer = customer;
    this.agent = agent;
    this.#scripts = scripts;
  }

  static async open(browser: Browser): Promise<Engine> {
    const scripts = await Promise.all([
      script("./privacy-engine-customer.ts"),
      script("./privacy-engine-agent.ts"),
    ]);
    return new Engine(await Tab.open(browser), await Tab.open(browser), scripts);
  }

  /** Shows a page, starts the capture and brings the replica up to date. */
  async start(html: string, policy: Policy, setup = ""): Promise<void> {
    this.wire.length = 0;
    await this.customer.show(html);
    await this.agent.show("<!doctype html><body>");
    await this.customer.page.evaluate(setup);
    await this.agent.page.evaluate(this.#scripts[1]);
    await this.agent.page.evaluate(() => {
      globalThis.agent = new globalThis.EngineAgent("/replica");
      return new Promise((ready) => globalThis.agent.frame.addEventListener("load", ready, { once: true }));
    });
    await this.customer.page.evaluate(this.#scripts[0]);
    await this.customer.page.evaluate((given) => {
      globalThis.customer = new globalThis.EngineCustomer(given);
    }, policy);
    await this.settle();
  }

  /** Carries messages over until nothing more comes. */
  async settle(): Promise<void> {
    for (let quiet = 0, round = 0; quiet < QUIET_ROUNDS; round++) {
      if (round === MAX_ROUNDS) throw new Error("the page never comes to rest");
      const left = await this.customer.page.evaluate(async () => {
        await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
        return globalThis.customer.take();
      });
      quiet = left.length ? 0 : quiet + 1;
      this.wire.push(...left);
      await this.agent.page.evaluate(
        async (payloads) => {
          for (const payload of payloads) globalThis.agent.apply(payload);
          await new Promise((painted) => requestAnimationFrame(painted));
        },
        left.filter((message) => message.info).map((message) => message.bytes),
      );
      await this.#wants();
    }
  }

  /** Faults of the replica: none in a test that passes. */
  faults(): Promise<string[]> {
    return this.agent.page.evaluate(() => globalThis.agent.faults);
  }

  shown(): Promise<string> {
    return this.agent.page.evaluate(() => globalThis.agent.shown());
  }

  /** Everything that left the page, inflated, as text in UTF-8 and in single bytes. */
  told(): string {
    return this.wire.map((message) => plain(message)).join("\n");
  }

  async #wants(): Promise<void> {
    const wanted = await this.agent.page.evaluate(() => globalThis.agent.wanted.splice(0));
    await this.customer.page.evaluate((refs) => {
      for (const ref of refs) globalThis.customer.capture.assetWanted(ref);
    }, wanted);
  }
}

function plain(message: Left): string {
  const bytes = Buffer.from(message.bytes, "latin1");
  if (!message.info) return `${message.head}\n${bytes.toString("latin1")}`;
  const body = bytes[0] === 1 ? inflateRawSync(bytes.subarray(1)) : bytes.subarray(1);
  return `${body.toString("utf8")}\n${body.toString("latin1")}`;
}
