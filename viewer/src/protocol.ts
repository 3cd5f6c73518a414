// What the console may say, checked by shape before it is believed.
import type { ToViewer } from "@samepage/wire";

const isText = (v: unknown): v is string => typeof v === "string" && v.length < 4096;
const isFlag = (v: unknown): v is boolean => typeof v === "boolean";

/** Returns the message if it is one of ToViewer, else null. */
export function parseToViewer(data: unknown): ToViewer | null {
  if (typeof data !== "object" || data === null) return null;
  const m = data as Record<string, unknown>;
  switch (m["type"]) {
    case "open":
      return isText(m["ticket"]) && isText(m["colour"])
        ? { type: "open", ticket: m["ticket"], colour: m["colour"] }
        : null;
    case "ticket":
      return isText(m["ticket"]) ? { type: "ticket", ticket: m["ticket"] } : null;
    case "theme":
      return isFlag(m["dark"]) && isText(m["accent"])
        ? { type: "theme", dark: m["dark"], accent: m["accent"] }
        : null;
    case "mode":
      return isText(m["mode"]) ? { type: "mode", mode: m["mode"] } : null;
    case "trueView":
      return isFlag(m["on"]) ? { type: "trueView", on: m["on"] } : null;
    case "close":
      return { type: "close" };
    default:
      return null;
  }
}
