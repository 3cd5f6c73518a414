/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs";
import { type chromium, firefox } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebKit } from "../../e2e/lib/webkit.ts";
import { launch } from "./browser.ts";
import type { HostileReport } from "./hostile-agent.ts";
import { HostileSite } from "./hostile-site.ts";

/** Payloads changed at random, per corpus file; a nightly run takes more. */
const ROUNDS = Number(process.env.HOSTILE_FUZZ_ROUNDS ?? 150);
const FIREFOX = "/usr/bin/firefox-esr";
const RUN = "top.ran=(top.ran||0)+1";

const folder = new URL("../testdata/hostile/", import.meta.url);
const corpus = readdirSync(folder).filter((name) => name.endsWith(".html"));

/** The few things that a test asks of an engine. */
interface Engine {
  goto(url: string): Promise<unknown>;
  /** Runs a function's body in the page; promises are awaited. */
  run<T>(body: string): Promise<T>;
  close(): Promise<unknown>;
}

async function playwright(opening: ReturnType<typeof chromium.launch>): Promise<Engine> {
  const browser = await opening;
  const page = await browser.newPage();
  return {
    goto: (url) => page.goto(url),
    run: (body) => page.evaluate(`(async()=>{${body}})()`),
    close: () => browser.close(),
  };
}

async function webkit(): Promise<Engine> {
  const browser = await WebKit.launch();
  return {
    goto: (url) => browser.goto(url),
    run: (body) => browser.evaluate(`return (async()=>{${body}})()`),
    close: () => browser.close(),
  };
}

const engines: readonly (readonly [string, () => Promise<Engine>])[] = [
  ["Chromium", () => playwright(launch())],
  ["Firefox", () => playwright(firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX }))],
  ["WebKit", webkit],
];

describe.each(engines)("P4 a hostile stream in %s", (_, open) => {
  let engine: Engine;
  let site: HostileSite;

  beforeAll(async () => {
    site = await HostileSite.open();
    engine = await open();
  });
  afterAll(async () => {
    await engine?.close();
    site?.close();
  });

  const vectors = (file: string): string =>
    readFileSync(new URL(file, folder), "utf8").replaceAll("{{ask}}", site.ask).replaceAll("{{run}}", RUN);

  async function attack(body: string): Promise<HostileReport> {
    site.asked.length = 0;
    await engine.goto(`${site.origin}/agent`);
    await engine.run(`await HostileAgent.start("/replica", ${JSON.stringify(site.ask)})`);
    await engine.run(body);
    const report = await engine.run<HostileReport>("return hostile.report()");
    await engine.run(`await fetch("/settled")`); // a request made before would have come before
    return report;
  }

  it("the harness sees what a page without protection does", async () => {
    site.asked.length = 0;
    await engine.goto(`${site.origin}/agent`);
    const html = JSON.stringify(vectors("handlers.html") + vectors("images.html"));
    await engine.run(`
      const frame = document.createElement("iframe");
      frame.srcdoc = ${html};
      document.body.append(frame);
      await new Promise((ready) => frame.addEventListener("load", ready));
    `);
    expect(await engine.run<number>("return globalThis.ran")).toBeGreaterThan(0);
    expect(site.asked.length).toBeGreaterThan(0);
  });

  it.each(corpus)("%s runs no script and asks for nothing", async (file) => {
    const report = await attack(`hostile.show(${JSON.stringify(vectors(file))})`);
    expect(site.asked).toEqual([]);
    expect(report).toMatchObject({ ran: 0, threw: [], faults: 0, shown: "still here" });
  });

  it.each(corpus)("%s changed at random is refused or shown, and a good page follows", async (file) => {
    const report = await attack(
      `hostile.fuzz(${JSON.stringify(vectors(file))}, ${corpus.indexOf(file) + 1}, ${ROUNDS})`,
    );
    expect(site.asked).toEqual([]);
    expect(report).toMatchObject({ ran: 0, threw: [], shown: "still here" });
    expect(report.faults).toBeGreaterThan(0);
  });
});
