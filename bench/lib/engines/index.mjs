// The customer in one engine, the agent in another: are boxes and line breaks the same?
import path from "node:path";
import { firefox } from "@playwright/test";
import * as samepage from "../../adapters/samepage.mjs";
import { launchBrowser, pause, relayQuiet, VIEWPORT } from "../browser.mjs";
import { startSite } from "../site.mjs";
import { gatherCases } from "./cases.mjs";
import { layoutOf, score } from "./layout.mjs";
import { launchWebKit } from "./webkit.mjs";

/**
 * Time between two looks, in ms: longer than the capture's poll and its rounds of measuring, so that one of each lies
 * between them.
 */
const LOOK_MS = 600;
/** Looks in a row that have to be equal. */
const EQUAL_LOOKS = 3;
/** Looks at one page; what has not come to rest by then, as it is animated, is scored as it is. */
const LOOKS_MAX = 20;
/** Longest wait for a page of its own that never stops telling, in ms. */
const RESTLESS_MS = 3_000;

/** What is printed of the cases that differ. */
const WORST = { cases: 12, lines: 4 };

const ENGINES = {
  chromium: launchBrowser,
  firefox: () =>
    firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr" }),
  webkit: launchWebKit,
};

/** Customer's engine, then the agent's; as `--pairs` takes them. */
export const PAIRS = ["chromium-chromium", "firefox-chromium", "webkit-chromium", "chromium-firefox"];

/** Resolves with the score once both ends have come to rest: fonts and pictures are there and nothing moves or is told. */
async function scoreAtRest(customerPage, agentPage, relay) {
  let equal = 0;
  let last = "";
  for (let looks = 1; ; looks++) {
    await pause(LOOK_MS);
    await relayQuiet(relay, { limit: RESTLESS_MS });
    const page = await customerPage.evaluate(layoutOf, "");
    const replica = await agentPage.evaluate(layoutOf, "#samepage-replica");
    const seen = JSON.stringify([page, replica, relay.messages]);
    equal = seen === last && page.hasCome && replica.hasCome ? equal + 1 : 1;
    last = seen;
    if (equal === EQUAL_LOOKS || looks === LOOKS_MAX)
      return { ...score(page, replica), rest: equal === EQUAL_LOOKS };
  }
}

async function measure(site, customer, agent, { url, act }) {
  const adapter = samepage.create();
  const contexts = await Promise.all(
    [customer, agent].map((browser) => browser.newContext({ viewport: VIEWPORT })),
  );
  const [customerPage, agentPage] = await Promise.all(contexts.map((context) => context.newPage()));
  const relay = site.relay.newSession();
  try {
    await adapter.prepare({ customerPage });
    await agentPage.goto(site.agent);
    await customerPage.goto(url, { waitUntil: "load" });
    await adapter.start({ customerPage, agentPage, relay });
    await relayQuiet(relay, { afterFirst: true });
    await act?.(customerPage);
    return await scoreAtRest(customerPage, agentPage, relay);
  } finally {
    await adapter.stop();
    relay.close();
    for (const context of contexts) await context.close();
  }
}

const COUNTS = ["boxes", "same", "texts", "lines", "shape", "rest"];

async function scorePair(pair, site, cases, launch) {
  const [customer, agent] = await Promise.all(pair.split("-").map(launch));
  const row = { pair, cases: cases.length, worst: [] };
  for (const key of COUNTS) row[key] = 0;
  try {
    for (const each of cases) {
      const one = await measure(site, customer, agent, each);
      for (const key of COUNTS) row[key] += Number(one[key]);
      if (one.off.length) row.worst.push({ name: each.name, ...one });
    }
  } finally {
    await customer.close();
    await agent.close();
  }
  row.worst.sort((a, b) => b.off.length - a.off.length);
  return row;
}

const share = (part, of) => ((100 * part) / of).toFixed(2);

function print(rows) {
  console.log("\nCustomer and agent in different engines: boxes within 1 px, texts with as many lines\n");
  console.table(
    Object.fromEntries(
      rows.map(({ pair, cases, boxes, same, texts, lines, shape, rest }) => [
        pair.replace("-", " → "),
        {
          cases,
          boxes,
          "same %": share(same, boxes),
          texts,
          "lines %": share(lines, texts),
          "other tree": cases - shape,
          restless: cases - rest,
        },
      ]),
    ),
  );
  for (const { pair, worst } of rows) {
    if (worst.length) console.log(`\n${pair.replace("-", " → ")}, the cases that differ most`);
    for (const { name, boxes, same, texts, lines, off } of worst.slice(0, WORST.cases)) {
      console.log(`  ${name}: ${boxes - same} of ${boxes} boxes, ${texts - lines} of ${texts} texts`);
      for (const each of off.slice(0, WORST.lines)) console.log(`    ${JSON.stringify(each)}`);
    }
  }
}

/**
 * @param {{root: string, out: string, quick: boolean, pairs: string[], part: string}} options `root`: this repository;
 *   `out`: where the larger benchmark's copy and built files are; `pairs`: those to run, empty for all; `part`: what
 *   names of cases have to hold
 */
export async function engines({ root, out, quick, pairs, part }) {
  const site = await startSite();
  const folder = path.join(out, "mirror");
  const { cases, close } = await gatherCases({ root, folder, company: site.company, quick, part });
  const rows = [];
  try {
    for (const pair of pairs.length ? pairs : PAIRS)
      rows.push(await scorePair(pair, site, cases, (name) => ENGINES[name](root, out)));
  } finally {
    await close();
    site.close();
  }
  print(rows);
  return rows;
}
