import { expect, it } from "vitest";
import { sessionState } from "./bodies.ts";
import { type Scene, scenes } from "./chromium.ts";
import { hears, press, share, startMirror } from "./steps.ts";

const scene = scenes();

/** Counts what is started and not stopped on the page's own objects; prototypes stay as they are. */
const COUNTING = `
window.counted = { listeners: 0, intervals: 0 };
for (const target of [window, document, window.visualViewport]) {
  const added = new Set();
  const ids = new Map();
  const idOf = (fn) => { if (!ids.has(fn)) ids.set(fn, ids.size); return ids.get(fn); };
  const key = (type, fn, options) => type + "/" + idOf(fn) + "/" + Boolean(typeof options === "object" ? options?.capture : options);
  const { addEventListener, removeEventListener } = target;
  target.addEventListener = (type, fn, options) => {
    const name = key(type, fn, options);
    if (!options?.once && !added.has(name)) { added.add(name); window.counted.listeners++; }
    addEventListener.call(target, type, fn, options);
  };
  target.removeEventListener = (type, fn, options) => {
    if (added.delete(key(type, fn, options))) window.counted.listeners--;
    removeEventListener.call(target, type, fn, options);
  };
}
const intervals = new Set();
const { setInterval, clearInterval } = window;
window.setInterval = (...args) => { const id = setInterval(...args); intervals.add(id); window.counted.intervals = intervals.size; return id; };
window.clearInterval = (id) => { intervals.delete(id); window.counted.intervals = intervals.size; clearInterval(id); };
`;

const counted = ({ page }: Scene) =>
  page.evaluate(() => ({
    ...(window as unknown as { counted: { listeners: number; intervals: number } }).counted,
  }));

it("a session leaves nothing behind: as many listeners and timers after the third as after the first", async () => {
  const s = await scene({ before: COUNTING });
  const peer = await share(s);
  const counts: object[] = [];
  for (const n of [1, 2, 3]) {
    peer.say(sessionState({ session: `ses_${n}`, version: 2 }));
    startMirror(peer, n);
    await hears(s.page, "Mia can see this page");
    await press(s.page, "Stop");
    await peer.heard("session.end", (m) => m.session === `ses_${n}`);
    await hears(s.page, "Sharing has ended");
    await press(s.page, "Close");
    counts.push(await counted(s));
  }
  expect(counts[1]).toEqual(counts[0]);
  expect(counts[2]).toEqual(counts[0]);
});

it("remove() leaves neither element, listener, timer nor connection, and the script can come back", async () => {
  const s = await scene({ before: COUNTING, tag: 'data-auto="off"' });
  await s.page.waitForFunction(() => "Samepage" in window);
  const call = (name: string) =>
    s.page.evaluate(
      (n) => (window as unknown as { Samepage: Record<string, () => Promise<void>> }).Samepage[n]?.(),
      name,
    );
  const before = await counted(s);
  await call("start");
  const peer = await s.host.peer();
  await peer.heard("welcome.ack");
  await call("remove");
  await peer.until(() => peer.closed);
  expect(await s.page.evaluate(() => document.querySelector("samepage-ui"))).toBeNull();
  expect(await counted(s)).toEqual({ ...before, listeners: before.listeners - 2 }); // the launchers' own too
  await call("start");
  await (await s.host.peer(1)).heard("welcome.ack");
});
