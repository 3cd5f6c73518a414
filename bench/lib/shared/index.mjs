// Runs the parts of the larger benchmark and keeps their figures, so that the table may be
// gathered from several runs: all parts together take more than an hour.
import fs from "node:fs";
import path from "node:path";
import * as rrweb from "../../adapters/rrweb.mjs";
import * as samepage from "../../adapters/samepage.mjs";
import { launchBrowser } from "../browser.mjs";
import { costRun } from "../cost.mjs";
import { longestSnapshotTask } from "../longest-task.mjs";
import { startSite } from "../site.mjs";
import { median } from "../stats.mjs";
import { prepareFolder } from "./folder.mjs";
import * as programs from "./parts.mjs";
import { printShared } from "./table.mjs";

/** What the folder's programs do not measure comes from our own pages. */
async function ownPages(rounds, take) {
  const site = await startSite();
  const browser = await launchBrowser();
  try {
    const figures = {};
    for (const [name, adapter] of Object.entries({ rrweb, samepage })) {
      const runs = [];
      for (let round = 0; round < rounds; round++) runs.push(await take(browser, site, adapter));
      figures[name] = median(runs);
    }
    return figures;
  } finally {
    await browser.close();
    site.close();
  }
}

const animate = { path: "/changes", bursts: ["animate"] };

const PARTS = {
  ...programs,
  animation: ({ rounds }) =>
    ownPages(rounds, async (...where) => (await costRun(...where, animate)).bytes.animate.deflated),
  longestTask: ({ rounds }) => ownPages(rounds, (...where) => longestSnapshotTask(...where, "/table")),
};

/** Names of the parts, as `--parts` takes them. */
export const SHARED_PARTS = Object.keys(PARTS);

/**
 * @param {{source: string, out: string, quick: boolean, rounds: number, parts: string[]}} options
 *   `source`: the folder of the larger benchmark; `parts`: those to run now, empty for all
 */
export async function runShared({ source, out, quick, rounds, parts }) {
  const folder = prepareFolder(source, path.join(out, "mirror"));
  if (!folder) {
    console.log(
      `\nThe larger benchmark is not at ${source}: its table is left out (BENCH_MIRROR names another folder).`,
    );
    return;
  }
  const kept = path.join(out, "shared.json");
  const results = fs.existsSync(kept) ? JSON.parse(fs.readFileSync(kept, "utf8")) : {};
  for (const part of parts.length ? parts : SHARED_PARTS) {
    const figures = await PARTS[part]({ folder, quick, rounds });
    if (figures) results[part] = figures;
    fs.writeFileSync(kept, JSON.stringify(results, null, 1));
  }
  printShared(results);
}
