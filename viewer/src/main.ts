// The page on the viewer's origin that the console frames.
import type { FromViewer } from "@samepage/wire";
import { consoleOrigin, takePort } from "./handshake.ts";
import { parseToViewer } from "./protocol.ts";
import { Stage } from "./stage.ts";
import { Viewer } from "./viewer.ts";

async function start(): Promise<void> {
  const root = document.getElementById("stage");
  if (!root) throw new Error("the page has no stage");
  const port = await takePort(window, consoleOrigin(document));
  let viewer: Viewer | undefined;
  const stage = new Stage(root, (scale) => viewer?.scaled(scale));
  await stage.ready();
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  viewer = new Viewer({
    stage,
    socketUrl: `${scheme}//${location.host}/ws/agent`,
    tell: (message) => port.postMessage(message),
  });
  const built = viewer;
  port.onmessage = (event) => {
    const message = parseToViewer(event.data);
    if (!message) return;
    if (message.type === "theme") document.documentElement.dataset["dark"] = String(message.dark);
    built.take(message);
  };
  passShortcuts(port);
  port.postMessage({ type: "ready" });
}

/** The console's shortcuts work while the picture has the focus: letters by their place, as there. */
function passShortcuts(port: MessagePort): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey || event.key === "?") event.preventDefault();
    const message: FromViewer = { type: "key", key: event.altKey ? `Alt+${event.code}` : event.key };
    port.postMessage(message);
  });
}

void start();
