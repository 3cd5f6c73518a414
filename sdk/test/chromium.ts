import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from "@playwright/test";
import { afterAll, afterEach, beforeAll } from "vitest";
import { chromiumOptions } from "../../tools/chromium.mjs";
import { type Host, startHost, startSite } from "./host.ts";
import { pageScript } from "./page-script.ts";

/** How the test's page is made. */
export interface SiteOptions {
  /** What is in the body. */
  body?: string;
  /** Content-Security-Policy of the page; HOST and WS stand for the origins of the Samepage host. */
  csp?: string;
  /** More attributes of the script tag. */
  tag?: string;
  /** Scripts before the tag. */
  before?: string;
  /** Whether the early script stands before everything else. */
  early?: boolean;
  /** What the page is told of its site. */
  site?: Host["site"];
  context?: BrowserContextOptions;
}

export interface Scene {
  page: Page;
  host: Host;
  origin: string;
  /** What the page wrote to its console as warnings or errors. */
  complaints: string[];
}

/** Starts Chromium once for a test file; each scene has its own host, site and browser context. */
export function scenes(engine: LaunchOptions = chromiumOptions()): (options?: SiteOptions) => Promise<Scene> {
  let browser: Browser;
  let dist: string;
  const cleanUps: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    dist = await pageScript();
    browser = await chromium.launch(engine);
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  afterAll(() => browser?.close());
  return async (options = {}) => {
    const host = await startHost(dist);
    host.site = options.site ?? {};
    const site = await startSite(() => sitePage(host.base, options));
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options.context });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && complaints.push(m.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    cleanUps.push(
      () => host.close(),
      () => site.close(),
      () => context.close(),
    );
    await page.goto(site.origin);
    return { page, host, origin: site.origin, complaints };
  };
}

function sitePage(base: string, { body = "", csp, tag = "", before = "", early }: SiteOptions) {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Shop</title>${early ? `<script src="${base}/early.js"></script>` : ""}${before ? `<script nonce="n0">${before}</script>` : ""}
<script async src="${base}/samepage.js" data-site="pk_test" ${tag}></script>
<body>${body}</body></html>`;
  if (!csp) return { html };
  const policy = csp.replaceAll("HOST", base).replaceAll("WS", base.replace(/^http/, "ws"));
  return { html, headers: { "content-security-policy": policy } };
}
