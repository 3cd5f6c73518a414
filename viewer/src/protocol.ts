// What the console may say, checked by shape before it is believed.
import type { AnnotateTool, ToViewer } from "@samepage/wire";

/** Addresses, tickets and names are never longer than this, in characters. */
const TEXT_MAX = 4_096;
/** Lines wider than this hide what they are drawn on, in CSS px. */
const WIDTH_MAX = 64;

const TOOLS: readonly (AnnotateTool | "")[] = ["", "freehand", "arrow", "box", "highlight"];

const isText = (v: unknown): v is string => typeof v === "string" && v.length < TEXT_MAX;
const isFlag = (v: unknown): v is boolean => typeof v === "boolean";
const isWidth = (v: unknown): v is number => typeof v === "number" && v >= 0 && v <= WIDTH_MAX;

type Fields = Record<string, unknown>;

/** Returns the message if it is one of ToViewer, else null. */
export function parseToViewer(data: unknown): ToViewer | null {
  if (typeof data !== "object" || data === null) return null;
  const m = data as Fields;
  switch (m["type"]) {
    case "open":
      return isText(m["ticket"]) && isText(m["colour"])
        ? { type: "open", ticket: m["ticket"], colour: m["colour"] }
        : null;
    case "ticket":
      return isText(m["ticket"]) ? { type: "ticket", ticket: m["ticket"] } : null;
    case "theme":
      return theme(m);
    case "mode":
      return isText(m["mode"]) ? { type: "mode", mode: m["mode"] } : null;
    case "trueView":
      return isFlag(m["on"]) ? { type: "trueView", on: m["on"] } : null;
    case "tool":
      return tool(m);
    case "annotateUndo":
    case "annotateClear":
    case "reveal":
    case "focus":
    case "close":
      return { type: m["type"] };
    default:
      return null;
  }
}

function theme(m: Fields): ToViewer | null {
  const { dark, accent, language } = m;
  if (!isFlag(dark) || !isText(accent)) return null;
  return { type: "theme", dark, accent, ...(isText(language) ? { language } : {}) };
}

function tool(m: Fields): ToViewer | null {
  const { colour, width } = m;
  const name = TOOLS.find((one) => one === m["tool"]);
  if (name === undefined || !isText(colour) || !isWidth(width)) return null;
  return { type: "tool", tool: name, colour, width };
}
