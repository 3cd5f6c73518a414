// Change in the customer's page -> applied to the replica -> painted, and the bytes of it.
import { openPage, pause, relayQuiet } from "./browser.mjs";
import { installWatch, LOST_AFTER } from "./watch.mjs";

/** The changes by name, with how many of them a repetition makes (a table of 5,000 rows is slow to lay out). */
export const CHANGES = ["text", "class", "typing", "nodes", "scroll", "table"];
const HEAVY = new Set(["scroll", "table"]);
const WARM_UP = 3;
/** Between changes, so that each begins in quiet and at any phase of the display's frame. */
const GAP_MS = 120;
const GAP_SPREAD_MS = 30;

/** Makes one change and returns the wall clock in ms just before it. */
async function make(customer, name, n) {
  if (name === "typing") {
    await customer.evaluate(() => {
      const field = document.getElementById("field");
      field.addEventListener(
        "keydown",
        () => {
          globalThis.__pressedAt = performance.timeOrigin + performance.now();
        },
        { once: true },
      );
    });
    await customer.keyboard.press("x");
    return customer.evaluate(() => globalThis.__pressedAt);
  }
  return customer.evaluate(
    ([change, number]) =>
      new Promise((done) => {
        // In a task of its own, as a page's own handlers are.
        setTimeout(() => {
          const begun = performance.timeOrigin + performance.now();
          globalThis.changes[change](number);
          done(begun);
        }, 0);
      }),
    [name, n],
  );
}

async function timeChange({ customer, frame, session }, name, n) {
  session.mark(name);
  const arrival = frame.evaluate((_, args) => globalThis.__awaitChange(...args), [name, n]);
  // Failure is reported by the await below; without this the process would end before it.
  arrival.catch(() => {});
  const begun = await make(customer, name, n);
  const { applied, painted } = await arrival;
  await relayQuiet(session, { quiet: 80, limit: 5_000 });
  session.mark("between");
  await pause(GAP_MS + (n % 4) * GAP_SPREAD_MS);
  return { applied: applied - begun, painted: painted - begun };
}

async function timeChanges(pair, repetitions) {
  const samples = {};
  for (let n = 1; n <= WARM_UP; n++) await timeChange(pair, "text", 1000 + n);
  await pair.customer.focus("#field");
  for (const name of CHANGES) {
    const count = HEAVY.has(name) ? Math.max(1, Math.ceil(repetitions / 3)) : repetitions;
    samples[name] = { applied: [], painted: [], count };
    for (let n = 1; n <= count; n++) {
      const { applied, painted } = await timeChange(pair, name, n);
      samples[name].applied.push(applied);
      samples[name].painted.push(painted);
    }
    if (name === "scroll") await pair.customer.evaluate(() => window.scrollTo(0, 0));
    await pair.customer.evaluate(() => globalThis.changes.clear());
    await relayQuiet(pair.session, { quiet: 150 });
  }
  return samples;
}

/** Runs in either document: everything that the changes touch, as one text. */
function contents(root) {
  const document = root.contentDocument ?? root;
  const parts = [...document.querySelectorAll("p, li, td, i")].map((element) => element.textContent);
  return [document.body.className, document.getElementById("field").value, ...parts].join("\n");
}

/** Figures of an engine that lost a change are worth nothing: the replica has to equal the page. */
async function checkReplica(name, customer, frame) {
  const page = (await customer.evaluate(`(${contents})(document)`)).split("\n");
  const replica = (await frame.evaluate(contents)).split("\n");
  const at = page.findIndex((line, i) => line !== replica[i]);
  if (at >= 0 || page.length !== replica.length) {
    throw new Error(`${name}: the page has "${page[at]}" where the replica has "${replica[at]}"`);
  }
}

/**
 * One round of one engine on a fresh pair of pages.
 * @returns {Promise<Record<string, {applied: number[], painted: number[], raw: number, deflated: number}>>}
 *   times in ms; bytes of one change
 */
export async function latencyRound(browser, site, adapter) {
  const customer = await openPage(browser, `${site.company}/changes`);
  const agent = await openPage(browser, site.agent);
  const session = site.relay.newSession();
  const engine = adapter.create();
  try {
    await engine.prepare?.({ customerPage: customer.page, caseInfo: {} });
    await Promise.all([customer.open(), agent.open()]);
    await engine.start({ customerPage: customer.page, agentPage: agent.page, relay: session, caseInfo: {} });
    await relayQuiet(session, { afterFirst: true });
    const frame = await engine.agentFrame();
    await frame.evaluate(installWatch, LOST_AFTER);
    const samples = await timeChanges({ customer: customer.page, frame, session }, adapter.repetitions);
    await checkReplica(engine.name, customer.page, frame);
    const bytes = await session.bytes();
    for (const [name, sample] of Object.entries(samples)) {
      sample.raw = (bytes[name]?.raw ?? 0) / sample.count;
      sample.deflated = (bytes[name]?.deflated ?? 0) / sample.count;
    }
    await engine.stop?.();
    return samples;
  } finally {
    session.close();
    await customer.close();
    await agent.close();
  }
}
