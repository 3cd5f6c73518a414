// The page on the viewer's origin that the console frames.
import { type FromViewer, LEAVE_PICTURE } from "@samepage/wire";
import { consoleOrigin, takePort } from "./handshake.ts";
import { isShortcut } from "./input/keys.ts";
import { parseToViewer } from "./protocol.ts";
import { Viewer } from "./viewer.ts";

async function start(): Promise<void> {
  const root = document.getElementById("stage");
  if (!root) throw new Error("the page has no stage");
  const port = await takePort(window, consoleOrigin(document));
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const viewer = new Viewer({
    root,
    socketUrl: `${scheme}//${location.host}/ws/agent`,
    tell: (message) => port.postMessage(message),
  });
  await viewer.ready();
  port.onmessage = (event) => {
    const message = parseToViewer(event.data);
    if (!message) return;
    if (message.type === "theme") dress(message.dark, message.accent, message.language ?? "en");
    viewer.take(message);
  };
  passShortcuts(port, viewer);
  port.postMessage({ type: "ready" });
}

/** Looks as the console does. */
function dress(dark: boolean, accent: string, language: string): void {
  const { documentElement: html } = document;
  html.dataset["dark"] = String(dark);
  html.lang = language;
  if (CSS.supports("color", accent)) html.style.setProperty("--accent", accent);
}

/** The console's shortcuts work while the picture has the focus: letters by their place, as there. */
function passShortcuts(port: MessagePort, viewer: Viewer): void {
  document.addEventListener("keydown", (event) => {
    const shortcut = isShortcut(event);
    if (!shortcut && (viewer.typing || event.altKey || event.ctrlKey || event.metaKey)) return;
    if (shortcut && event.code === LEAVE_PICTURE.code) {
      event.preventDefault();
      return viewer.leave();
    }
    if (shortcut || event.key === "?") event.preventDefault();
    const message: FromViewer = { type: "key", key: shortcut ? `Alt+${event.code}` : event.key };
    port.postMessage(message);
  });
}

void start();
