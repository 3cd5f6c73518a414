// The longest task that a snapshot puts on the page's main thread, by the browser's trace. It is
// processor time, so that a busy machine does not lengthen it.
import { openPage, pause, relayQuiet } from "./browser.mjs";

const CATEGORIES = ["disabled-by-default-devtools.timeline", "devtools.timeline", "toplevel"];
const TASK = /RunTask$/;
const MICROSECONDS_IN_MS = 1000;
const SETTLE_MS = 500;

/** Longest task of a page's main thread while `adapter` takes its snapshot, in ms of processor time. */
export async function longestSnapshotTask(browser, site, adapter, path) {
  const customer = await openPage(browser, site.company + path);
  const session = site.relay.newSession();
  const engine = adapter.create();
  try {
    await engine.prepare?.({ customerPage: customer.page, caseInfo: {} });
    await customer.open();
    await engine.inject?.({ customerPage: customer.page });
    await pause(SETTLE_MS);
    await browser.startTracing(customer.page, { categories: CATEGORIES });
    await engine.start({ customerPage: customer.page, agentPage: null, relay: session, caseInfo: {} });
    await relayQuiet(session, { afterFirst: true, quiet: SETTLE_MS });
    const trace = JSON.parse((await browser.stopTracing()).toString());
    await engine.stop?.();
    return longestOf(trace.traceEvents);
  } finally {
    session.close();
    await customer.close();
  }
}

/** The busiest renderer's main thread is the page's: nothing else runs in this browser. */
function longestOf(events) {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid}.${tid}`),
  );
  const lengths = events
    .filter(({ ph, name, pid, tid }) => ph === "X" && TASK.test(name) && mains.has(`${pid}.${tid}`))
    .map(({ tdur, dur }) => (tdur ?? dur) / MICROSECONDS_IN_MS);
  return lengths.reduce((longest, length) => Math.max(longest, length), 0);
}
