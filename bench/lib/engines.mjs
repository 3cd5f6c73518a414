// The customer in one engine, the agent in another: are boxes and line breaks the same? Scored over
// template pages from npm and, where it is there, the `live` and `real` cases of the larger benchmark.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { firefox } from "@playwright/test";
import * as samepage from "../adapters/samepage.mjs";
import { launchBrowser, pause, relayQuiet, VIEWPORT } from "./browser.mjs";
import { startSite, templatePages } from "./site.mjs";

/** A box counts as the same when no edge is further off, in CSS pixels. */
const TOLERANCE_PX = 1;

/** Pages and replicas have come to rest when two looks so far apart show the same, in milliseconds. */
const REST_MS = 700;
/** Looks at one page; what has not come to rest by then is scored as it is. */
const LOOKS_MAX = 8;

const ENGINES = {
  chromium: launchBrowser,
  firefox: () =>
    firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr" }),
};

/** Customer's engine, then the agent's. */
const PAIRS = [
  ["chromium", "chromium"],
  ["firefox", "chromium"],
  ["chromium", "firefox"],
];

/**
 * Runs in a page: the box of every rendered element in document order, and the number of lines of every text.
 * A frame is one box; what is inside is another page's matter. So is a drawing: of the shapes in it one engine counts
 * the stroke in and the other does not. Line breaks have no box that anybody sees.
 */
function layoutOf(root) {
  const boxes = [];
  const lines = [];
  const widgets = new Set(["OPTION", "OPTGROUP", "SELECT", "TEXTAREA"]); // their texts are the engine's to lay out
  const skipped = new Set([
    "SCRIPT",
    "STYLE",
    "LINK",
    "META",
    "TITLE",
    "HEAD",
    "BASE",
    "NOSCRIPT",
    "TEMPLATE",
    "SP-INERT",
    "BR",
    "WBR",
  ]);
  const view = root.defaultView;
  const visit = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3 && child.data.trim() && !widgets.has(node.nodeName)) {
        const range = root.createRange();
        range.selectNodeContents(child);
        const tops = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
        lines.push(tops.size);
      }
      if (child.nodeType !== 1 || skipped.has(child.nodeName.toUpperCase())) continue;
      const { left, top, right, bottom } = child.getBoundingClientRect();
      boxes.push([
        child.nodeName.toLowerCase(),
        left + view.scrollX,
        top + view.scrollY,
        right + view.scrollX,
        bottom + view.scrollY,
      ]);
      if (child.nodeName === "svg") continue;
      if (child.shadowRoot) visit(child.shadowRoot);
      visit(child);
    }
  };
  visit(root);
  return { boxes, lines };
}

/** @returns share of equal boxes and whether all texts have as many lines */
function score(page, replica) {
  const same = page.boxes.filter(([name, ...edges], i) => {
    const [theirName, ...theirs] = replica.boxes[i] ?? [];
    return name === theirName && edges.every((edge, k) => Math.abs(edge - theirs[k]) <= TOLERANCE_PX);
  }).length;
  const lines = page.lines.filter((count, i) => count === replica.lines[i]).length;
  return {
    boxes: page.boxes.length,
    same,
    texts: page.lines.length,
    lines,
    shape: page.boxes.length === replica.boxes.length,
  };
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
    await relayQuiet(relay);
    const look = async () => {
      await pause(REST_MS);
      await relayQuiet(relay);
      const page = await customerPage.evaluate(`(${layoutOf})(document)`);
      const replica = await agentPage.evaluate(
        `(${layoutOf})(document.querySelector("#samepage-replica").contentDocument)`,
      );
      return score(page, replica);
    };
    let last = await look();
    for (let looks = 1; looks < LOOKS_MAX; looks++) {
      const before = last;
      last = await look();
      if (last.same === before.same && last.lines === before.lines) break;
    }
    return last;
  } finally {
    await adapter.stop();
    relay.close();
    for (const context of contexts) await context.close();
  }
}

/** The `live` and `real` cases of the larger benchmark, with the server of its pages; none where it is absent. */
async function liveCases(folder) {
  if (!fs.existsSync(path.join(folder, "lib/server.mjs"))) return { cases: [], close: () => {} };
  const load = (name) => import(pathToFileURL(path.join(folder, name)).href);
  const { startServer } = await load("lib/server.mjs");
  const { runActions } = await load("lib/actions.mjs");
  const server = await startServer();
  const { cases } = JSON.parse(fs.readFileSync(path.join(folder, "cases/fidelity.open.json"), "utf8"));
  return {
    cases: cases
      .filter(({ id }) => /^(live|real)\//.test(id))
      .map(({ id, url, actions }) => ({
        name: id,
        url: server.site + url,
        act: (page) => runActions(page, actions),
      })),
    close: () => server.close(),
  };
}

function print(rows) {
  console.log("\nCustomer and agent in different engines: boxes within 1 px, texts with as many lines\n");
  console.table(
    Object.fromEntries(
      rows.map(({ pair, cases, boxes, same, texts, lines, shape }) => [
        pair,
        {
          cases,
          boxes,
          "same %": ((100 * same) / boxes).toFixed(2),
          texts,
          "lines %": ((100 * lines) / texts).toFixed(2),
          "other tree": cases - shape,
        },
      ]),
    ),
  );
}

/**
 * @param {{folder: string, quick: boolean}} options `folder`: working copy of the larger benchmark, if there is one
 */
export async function engines({ folder, quick }) {
  const site = await startSite();
  const live = await liveCases(folder);
  const pages = templatePages().map(({ name, path: at }) => ({ name, url: site.company + at }));
  const cases = [...pages, ...(quick ? live.cases.slice(0, 6) : live.cases)];
  const rows = [];
  try {
    for (const [customerName, agentName] of PAIRS) {
      const [customer, agent] = [await ENGINES[customerName](), await ENGINES[agentName]()];
      const sum = {
        pair: `${customerName} → ${agentName}`,
        cases: 0,
        boxes: 0,
        same: 0,
        texts: 0,
        lines: 0,
        shape: 0,
        worst: [],
      };
      for (const each of cases) {
        const one = await measure(site, customer, agent, each);
        sum.cases++;
        for (const key of ["boxes", "same", "texts", "lines", "shape"]) sum[key] += Number(one[key]);
        if (one.same < one.boxes || one.lines < one.texts) sum.worst.push({ name: each.name, ...one });
      }
      rows.push(sum);
      await customer.close();
      await agent.close();
    }
  } finally {
    live.close();
    site.close();
  }
  print(rows);
  return rows;
}
