// The comparison that needs nothing but this repository and npm: our mirror and rrweb in turn on
// generated pages and on template pages, in one browser over one relay.
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as rrweb from "../adapters/rrweb.mjs";
import * as samepage from "../adapters/samepage.mjs";
import { launchBrowser } from "./browser.mjs";
import { BURSTS, costRun } from "./cost.mjs";
import { CHANGES, latencyRound } from "./latency.mjs";
import { figure, printTable, ratioText } from "./print.mjs";
import { builtCapture } from "./product-capture.mjs";
import { startSite, templatePages } from "./site.mjs";
import { bundledSize, sizeOf } from "./size.mjs";
import { median, pairedRatio, percentile } from "./stats.mjs";

const ADAPTERS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../adapters");
const ENGINES = { rrweb, samepage };

/** The order of a round: every second one is turned round, so that drift meets both engines. */
const inTurn = (round, entries) => (round % 2 ? [...entries].reverse() : entries);

export async function compare({ rounds, repetitions, only }) {
  const wanted = (part) => only.length === 0 || only.includes(part);
  console.log(
    `rrweb ${rrweb.create().version} and samepage ${samepage.create().version}, in turn, ${rounds} rounds; ` +
      `${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}. Ratio = samepage / rrweb of the same round, ` +
      "median and 95 % interval; below 1 = less than rrweb.",
  );
  const results = {};
  if (wanted("size")) results.size = compareSize();
  if (!wanted("latency") && !wanted("cost")) return results;
  const site = await startSite();
  const browser = await launchBrowser();
  try {
    if (wanted("latency")) results.latency = await compareLatency(browser, site, rounds, repetitions);
    if (wanted("cost")) results.cost = await compareCost(browser, site, rounds);
  } finally {
    await browser.close();
    site.close();
  }
  return results;
}

function compareSize() {
  const theirs = bundledSize(rrweb.captureEntry, ADAPTERS);
  const built = builtCapture();
  const ours = {
    "every session, as served": sizeOf(built.always),
    "every session, bundled as rrweb is": bundledSize(samepage.sizeEntries.capture, ADAPTERS),
    "every part there is, as served": sizeOf(built.ever),
  };
  const rows = Object.entries(ours).flatMap(([what, sizes]) =>
    Object.keys(sizes).map((form) => [
      what,
      form,
      figure(theirs[form]),
      figure(sizes[form]),
      (sizes[form] / theirs[form]).toFixed(2),
    ]),
  );
  printTable(
    "Capture script, bytes (@rrweb/record; ours without control)",
    ["of ours", "form", "rrweb", "samepage", "ratio"],
    rows,
  );
  return { ours, theirs };
}

async function compareLatency(browser, site, rounds, repetitions) {
  const samples = { rrweb: [], samepage: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, adapter] of inTurn(round, Object.entries(ENGINES))) {
      samples[name].push(await latencyRound(browser, site, { ...adapter, repetitions }));
    }
    console.error(`latency: round ${round + 1} of ${rounds}`);
  }
  printLatency("applied", samples);
  printLatency("painted", samples);
  printChangeBytes(samples);
  return samples;
}

function printLatency(moment, samples) {
  const rows = CHANGES.map((change) => {
    const all = (name) => samples[name].flatMap((round) => round[change][moment]);
    const middle = (name) => samples[name].map((round) => median(round[change][moment]));
    const ours = middle("samepage");
    return [
      change,
      ...[0.5, 0.95].flatMap((share) =>
        ["rrweb", "samepage"].map((name) => figure(percentile(all(name), share))),
      ),
      ratioText(pairedRatio(middle("rrweb").map((theirs, i) => [ours[i], theirs]))),
    ];
  });
  printTable(
    `Change in the page → ${moment} in the replica, ms`,
    ["change", "rrweb p50", "samepage p50", "rrweb p95", "samepage p95", "ratio of p50"],
    rows,
  );
}

function printChangeBytes(samples) {
  const rows = CHANGES.map((change) => {
    const mean = (name, form) => median(samples[name].map((round) => round[change][form]));
    return [
      change,
      ...["raw", "deflated"].flatMap((form) => {
        const [theirs, ours] = [mean("rrweb", form), mean("samepage", form)];
        return [figure(theirs), figure(ours), (ours / theirs).toFixed(2)];
      }),
    ];
  });
  printTable(
    "Bytes of one change",
    ["change", "rrweb raw", "samepage raw", "ratio", "rrweb deflated", "samepage deflated", "ratio"],
    rows,
  );
}

/** The pages whose snapshot is measured, and the page of the bursts. */
function works() {
  const generated = ["table", "form", "dashboard", "list"].map((name) => ({
    name,
    path: `/${name}`,
    bursts: [],
  }));
  const templates = templatePages().map((page) => ({ ...page, bursts: [] }));
  return [...generated, ...templates, { name: "changes", path: "/changes", bursts: BURSTS }];
}

async function compareCost(browser, site, rounds) {
  const results = {};
  for (const work of works()) {
    const runs = { none: [], rrweb: [], samepage: [] };
    const engines = [["none", null], ...Object.entries(ENGINES)];
    for (let round = 0; round < rounds; round++) {
      for (const [name, adapter] of inTurn(round, engines)) {
        runs[name].push(await costRun(browser, site, adapter, work));
      }
    }
    results[work.name] = runs;
    console.error(`cost: ${work.name}`);
  }
  printCost(results);
  printBytes(results);
  return results;
}

const parts = (results) =>
  Object.entries(results).flatMap(([page, runs]) =>
    Object.keys(runs.none[0].costs).map((part) => ({ page, part, runs })),
  );

function printCost(results) {
  const rows = parts(results).map(({ page, part, runs }) => {
    const added = (name, kind) =>
      runs[name].map((run, i) => run.costs[part][kind] - runs.none[i].costs[part][kind]);
    const [theirs, ours] = [added("rrweb", "script"), added("samepage", "script")];
    return [
      `${page}: ${part}`,
      figure(median(theirs)),
      figure(median(ours)),
      ratioText(pairedRatio(theirs.map((value, i) => [ours[i], value]))),
      figure(median(added("rrweb", "task"))),
      figure(median(added("samepage", "task"))),
    ];
  });
  printTable(
    "Main-thread time added to the customer's page, ms (less than 5 ms is noise)",
    ["work", "rrweb script", "samepage script", "ratio", "rrweb task", "samepage task"],
    rows,
  );
}

function printBytes(results) {
  const rows = parts(results).map(({ page, part, runs }) => {
    const of = (name, form) => median(runs[name].map((run) => run.bytes[part]?.[form] ?? 0));
    return [
      `${page}: ${part}`,
      ...["raw", "deflated"].flatMap((form) => [
        figure(of("rrweb", form)),
        figure(of("samepage", form)),
        (of("samepage", form) / of("rrweb", form)).toFixed(2),
      ]),
      figure(of("samepage", "resources")),
      ((of("samepage", "deflated") - of("samepage", "resources")) / of("rrweb", "deflated")).toFixed(2),
    ];
  });
  printTable(
    "Bytes of snapshots and bursts; resources, such as texts of sheets, come once in a session",
    [
      "work",
      "rrweb raw",
      "samepage raw",
      "ratio",
      "rrweb deflated",
      "samepage deflated",
      "ratio",
      "of these resources",
      "ratio without",
    ],
    rows,
  );
}
