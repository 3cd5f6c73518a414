// What capture costs the customer's page: main-thread time by the browser's own counters, against
// the same page without capture, and the bytes of the snapshot and of bursts of changes. No agent
// is joined, so that replaying does not compete for the cores.
import { openPage, pause, relayQuiet } from "./browser.mjs";

export const BURSTS = ["build", "update", "reorder", "clear", "animate"];
/** Lets a page's own timers and first frames pass before anything is counted. */
const SETTLE_MS = 300;
const MS_IN_SECOND = 1000;

/** Time that the page's main thread has spent so far, in ms. */
async function mainThread(devtools) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  const value = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { script: value("ScriptDuration") * MS_IN_SECOND, task: value("TaskDuration") * MS_IN_SECOND };
}

const spent = (before, after) => ({ script: after.script - before.script, task: after.task - before.task });

/** Counts the main thread over `act` and what follows of it until the relay is quiet. */
async function counted(devtools, session, act) {
  const before = await mainThread(devtools);
  await act();
  await pause(SETTLE_MS);
  await relayQuiet(session);
  return spent(before, await mainThread(devtools));
}

async function runBurst(page, name) {
  await page.evaluate((burst) => globalThis.bursts[burst](), name);
}

/**
 * One page, once, with capture by `adapter` or without (null).
 * @param {{path: string, bursts: string[]}} work
 * @returns {Promise<{costs: Record<string, {script: number, task: number}>, bytes: object}>} costs in ms
 */
export async function costRun(browser, site, adapter, work) {
  const customer = await openPage(browser, site.company + work.path);
  const session = site.relay.newSession();
  const engine = adapter?.create();
  try {
    await engine?.prepare?.({ customerPage: customer.page, caseInfo: {} });
    await customer.open();
    await pause(SETTLE_MS);
    await customer.devtools.send("Performance.enable", { timeDomain: "timeTicks" });
    await engine?.inject?.({ customerPage: customer.page });
    const costs = {};
    costs.snapshot = await counted(customer.devtools, session, async () => {
      if (!engine) return;
      await engine.start({ customerPage: customer.page, agentPage: null, relay: session, caseInfo: {} });
      await relayQuiet(session, { afterFirst: true, quiet: 400 });
    });
    for (const burst of work.bursts) {
      session.mark(burst);
      costs[burst] = await counted(customer.devtools, session, () => runBurst(customer.page, burst));
    }
    const bytes = await session.bytes(engine?.isResource);
    await engine?.stop?.();
    return { costs, bytes };
  } finally {
    session.close();
    await customer.close();
  }
}
