/// <reference types="node" />
import { inflateRawSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import type { Policy } from "../capture/mask/index.ts";
import { FLAG_DEFLATED } from "../codec/sections.ts";
import { script, Tab } from "./browser.ts";
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
  readonly #load: (page: Page) => Promise<unknown>;
  readonly #agentScript: string;

  private constructor(
    customer: Tab,
    agent: Tab,
    load: (page: Page) => Promise<unknown>,
    agentScript: string,
  ) {
    this.customer = customer;
    this.agent = agent;
    this.#load = load;
    this.#agentScript = agentScript;
  }

  /**
   * @param clock the customer's clock stands still but while settling: every run sends the same messages
   * @param load puts the customer's end into a page; without it all of it is there at once
   */
  static async open(
    browser: Browser,
    clock = false,
    load?: (page: Page) => Promise<unknown>,
  ): Promise<Engine> {
    return Engine.between(await Tab.open(browser, clock), await Tab.open(browser), load);
  }

  /** Between two tabs, which may be of two browsers. */
  static async between(customer: Tab, agent: Tab, load?: (page: Page) => Promise<unknown>): Promise<Engine> {
    const [customers, agents] = await Promise.all([
      script("./privacy-engine-customer.ts"),
      script("./privacy-engine-agent.ts"),
    ]);
    return new Engine(customer, agent, load ?? ((page) => page.evaluate(customers)), agents);
  }

  /**
   * Shows a page, starts the capture and brings the replica up to date.
   * @param checksDrift also sends what depends on how much time has passed
   */
  async start(html: string, policy: Policy, setup = "", checksDrift = false): Promise<void> {
    this.wire.length = 0;
    await this.customer.show(html);
    await this.rejoin();
    await this.customer.page.evaluate(setup);
    await this.#load(this.customer.page);
    await this.customer.page.evaluate(
      ([given, checks]) => {
        globalThis.customer = new globalThis.EngineCustomer(given, checks);
      },
      [policy, checksDrift] as const,
    );
    await this.settle();
  }

  /** A new agent, who has seen nothing. */
  async rejoin(): Promise<void> {
    await this.agent.show("<!doctype html><body>");
    await this.agent.page.evaluate(this.#agentScript);
    await this.agent.page.evaluate(() => {
      globalThis.agent = new globalThis.EngineAgent("/replica");
      return new Promise((ready) => globalThis.agent.frame.addEventListener("load", ready, { once: true }));
    });
  }

  /** Takes what has left the page until now. */
  async collect(): Promise<readonly Left[]> {
    const left = await this.customer.page.evaluate(() => globalThis.customer.take());
    this.wire.push(...left);
    return left;
  }

  /** Gives messages to the replica. */
  async apply(messages: readonly Left[]): Promise<void> {
    await this.agent.page.evaluate(
      async (payloads) => {
        for (const payload of payloads) globalThis.agent.apply(payload);
        await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
      },
      messages.filter((message) => message.info).map((message) => message.bytes),
    );
  }

  /** Carries messages over until nothing more comes. */
  async settle(): Promise<void> {
    for (let quiet = 0, round = 0; quiet < QUIET_ROUNDS; round++) {
      if (round === MAX_ROUNDS) throw new Error("the page never comes to rest");
      await this.customer.tick();
      const left = await this.collect();
      quiet = left.length ? 0 : quiet + 1;
      await this.apply(left);
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
    return this.wire.map(textOf).join("\n");
  }

  async #wants(): Promise<void> {
    const wanted = await this.agent.page.evaluate(() => globalThis.agent.wanted.splice(0));
    await this.customer.page.evaluate((refs) => {
      for (const ref of refs) globalThis.customer.capture.assetWanted(ref);
    }, wanted);
  }
}

/** A message, inflated, as text in UTF-8 and in single bytes. */
export function textOf(message: Left): string {
  const bytes = Buffer.from(message.bytes, "latin1");
  if (!message.info) return `${message.head}\n${bytes.toString("latin1")}`;
  const isDeflated = ((bytes[0] ?? 0) & FLAG_DEFLATED) !== 0;
  const body = isDeflated ? inflateRawSync(bytes.subarray(1)) : bytes.subarray(1);
  return `${body.toString("utf8")}\n${body.toString("latin1")}`;
}
