// Sees a change arrive in the replica. Everything here runs in the agent's page.

/** Longest wait for one change, in ms; after it the change counts as lost. */
export const LOST_AFTER = 20_000;

/**
 * Hangs up `__awaitChange(name, n)` in the realm of the replica's frame. It resolves with the wall
 * clock in ms (time origin + now) when the change was `applied` to the replica's document and when
 * the main thread had `painted` the frame that shows it.
 */
export function installWatch(frame, lostAfter) {
  const now = () => performance.timeOrigin + performance.now();
  const replica = () => frame.contentDocument;
  const byId = (id) => replica().getElementById(id);
  const seen = {
    text: (n) => byId("text")?.textContent === `line ${n}`,
    class: (n) => replica().body.classList.contains("on") === (n % 2 === 1),
    typing: (n) => byId("field")?.value.length === n,
    nodes: (n) => byId(`last-${n}`)?.querySelector(".tag") !== null && byId(`last-${n}`) !== null,
    scroll: (n) => Math.abs(replica().defaultView.scrollY - (n % 2 ? 500 + n : 40 + n)) < 1,
    table: (n) => byId(`table-${n}`)?.rows.length === 5000,
  };

  // A resize observer is served inside the rendering update that lays the change out; a message
  // posted there is the first task after that update.
  const gauge = document.createElement("div");
  gauge.style.cssText = "position: fixed; left: -99px; width: 8px; height: 1px";
  document.body.append(gauge);
  let afterFrame = null;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    afterFrame?.();
    afterFrame = null;
  };
  new ResizeObserver(() => afterFrame && channel.port2.postMessage(0)).observe(gauge);
  const framePainted = () =>
    new Promise((painted) => {
      afterFrame = () => painted(now());
      gauge.style.width = gauge.style.width === "8px" ? "9px" : "8px";
    });

  globalThis.__awaitChange = (name, n) =>
    new Promise((arrived, lost) => {
      const end = now() + lostAfter;
      let over = false;
      const observer = new MutationObserver(() => look());
      const finish = () => {
        over = true;
        observer.disconnect();
      };
      const look = () => {
        if (over || !seen[name](n)) return;
        finish();
        const applied = now();
        framePainted().then((painted) => arrived({ applied, painted }));
      };
      // Form values and scroll offsets make no mutation: they are polled.
      const poll = () => {
        if (over) return;
        look();
        if (now() > end) {
          finish();
          lost(new Error(`${name} ${n} did not arrive within ${lostAfter} ms`));
        } else {
          setTimeout(poll, 1);
        }
      };
      observer.observe(replica(), { subtree: true, childList: true, characterData: true, attributes: true });
      poll();
    });
}
