// The least that any engine could do for the changes of the larger benchmark's latency page: its observers know what
// will change there, and send it as markup. It mirrors no other page. What it takes is what two hops, two layouts and
// two paintings take on this machine, and what no engine can be much better than.

/** Runs in the agent's page. */
function joinAgent(url) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.inert = true;
  frame.style.cssText = "border:0;display:block;width:1280px;height:800px";
  document.body.append(frame);
  const doc = frame.contentDocument;
  const at = (selector) => doc.querySelector(selector);
  const set = (of, property) => (value) => {
    of()[property] = value;
  };
  const apply = {
    page(html) {
      doc.open();
      doc.write(html);
      doc.close();
    },
    text: set(() => at("#t").firstChild, "data"),
    class: set(() => doc.body, "className"),
    value: set(() => at("#in"), "value"),
    list: set(() => at("#l"), "innerHTML"),
    table: set(() => at("#tb"), "innerHTML"),
    scroll: (top) => doc.defaultView.scrollTo(0, top),
  };
  return new Promise((ok, bad) => {
    const socket = new WebSocket(url);
    socket.onopen = () => ok();
    socket.onerror = () => bad(new Error("the agent's socket failed"));
    socket.onmessage = ({ data }) => {
      const [kind, what] = JSON.parse(data);
      apply[kind](what);
    };
  });
}

/** Runs in the customer's page. */
function joinCustomer(url) {
  const socket = new WebSocket(url);
  const send = (kind, what) => socket.send(JSON.stringify([kind, what]));
  const parts = { l: "list", tb: "table" };
  const changed = ({ type, target }) => {
    if (type === "characterData") send("text", target.data);
    else if (type === "attributes") send("class", document.body.className);
    else if (parts[target.id]) send(parts[target.id], target.innerHTML);
  };
  return new Promise((ok, bad) => {
    socket.onerror = () => bad(new Error("the customer's socket failed"));
    socket.onopen = () => {
      const scripts = /<script[\s\S]*?<\/script>/g;
      send("page", `<!doctype html>${document.documentElement.outerHTML.replace(scripts, "")}`);
      // One change is one record but for lists, which are told whole: the last record of a turn says it all.
      new MutationObserver((records) => changed(records.at(-1))).observe(document.documentElement, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      document.addEventListener("input", (e) => send("value", e.target.value), true);
      document.addEventListener("scroll", () => send("scroll", scrollY), true);
      ok();
    };
  });
}

export function create() {
  let agent;
  return {
    name: "floor",
    version: "0",
    async start({ customerPage, agentPage, relay }) {
      agent = agentPage;
      await agentPage.evaluate(joinAgent, relay.url("agent"));
      await customerPage.evaluate(joinCustomer, relay.url("customer"));
    },
    agentFrame: () => agent.waitForSelector("iframe", { state: "attached" }),
  };
}
