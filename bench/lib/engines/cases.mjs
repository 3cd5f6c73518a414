// The pages that are compared: template pages from npm, the demo shop, and the `live` and `real` cases of the larger
// benchmark where it is there.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { templatePages } from "../site.mjs";
import { startShop } from "./shop.mjs";

/** Cases of the larger benchmark of which `--quick` takes the first ones. */
const QUICK_CASES = 6;

/** Each as `{name, url, act}`; `act` is what the customer does once the page is shared. */
async function liveCases(folder) {
  if (!fs.existsSync(path.join(folder, "lib/server.mjs"))) {
    console.log(`The larger benchmark is not at ${folder}: its cases are left out.`);
    return { cases: [], close: () => {} };
  }
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

/**
 * All cases whose name holds `part`.
 * @param {{root: string, folder: string, company: string, quick: boolean, part: string}} where `root`: this repository;
 *   `folder`: working copy of the larger benchmark; `company`: origin of the template pages
 */
export async function gatherCases({ root, folder, company, quick, part }) {
  const live = await liveCases(folder);
  const shop = await startShop(root);
  const templates = templatePages().map(({ name, path: at }) => ({ name, url: company + at }));
  const cases = [...templates, ...shop.cases, ...(quick ? live.cases.slice(0, QUICK_CASES) : live.cases)];
  return {
    cases: cases.filter(({ name }) => name.includes(part)),
    async close() {
      live.close();
      await shop.close();
    },
  };
}
