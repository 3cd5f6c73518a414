// Taking over the one MessagePort that console and viewer speak through.
import { VIEWER_PORT, VIEWER_READY } from "@samepage/wire";

/** Where the console lives; the server writes it into the page. */
export function consoleOrigin(doc: Document): string {
  const meta = doc.querySelector<HTMLMetaElement>('meta[name="samepage-console-origin"]');
  if (!meta?.content) throw new Error("the page does not say where the console lives");
  return meta.content;
}

/** Resolves with the port that the console hands over; later ones are not taken. */
export function takePort(win: Window, origin: string): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      if (event.origin !== origin || event.source !== win.parent) return;
      const port = event.ports[0];
      if ((event.data as { type?: unknown } | null)?.type !== VIEWER_PORT || !port) return;
      win.removeEventListener("message", onMessage);
      resolve(port);
    };
    win.addEventListener("message", onMessage);
    win.parent.postMessage({ type: VIEWER_READY }, origin);
  });
}
