// What the viewer may say, checked by shape before it is believed: the viewer shows what a
// customer's page sent, so nothing in a message is taken as more than plain, bounded text.
import type { FromViewer, LostWhy, Page, SessionStateBody, ViewerPhase } from "@samepage/wire";

/** Addresses and titles longer than this are not shown, characters. */
const MAX_TEXT = 4096;
/** The most that is put on the agent's clipboard, characters: what the wire carries of a selection. */
const MAX_COPY = 16_384;

const PHASES: readonly ViewerPhase[] = [
  "connecting",
  "waiting",
  "live",
  "loading",
  "hidden",
  "lost",
  "blanked",
  "ended",
];

const WHYS: readonly LostWhy[] = ["us", "customer", "replaced", "refused", "unreadable"];

type Fields = Record<string, unknown>;

/** Reads a message from the viewer; undefined where it is none of ours. */
export function parseFromViewer(data: unknown): FromViewer | undefined {
  if (!isFields(data)) return undefined;
  switch (data["type"]) {
    case "ready":
    case "ticketWanted":
    case "leave":
      return { type: data["type"] };
    case "phase":
      return phase(data);
    case "session":
      return isSession(data["session"]) ? { type: "session", session: data["session"] } : undefined;
    case "page":
      return isPage(data["page"]) ? { type: "page", page: data["page"] } : undefined;
    case "pageEvent":
      return isText(data["event"]) ? { type: "pageEvent", event: data["event"] } : undefined;
    case "stats":
      return stats(data);
    case "annotations":
      return annotations(data);
    case "layout":
      return isFlag(data["differs"]) ? { type: "layout", differs: data["differs"] } : undefined;
    case "outside":
    case "paused":
      return isFlag(data["on"]) ? { type: data["type"], on: data["on"] } : undefined;
    case "stepUp":
      return stepUp(data);
    case "copied":
      return copied(data);
    case "secretArea":
      return isNumber(data["count"]) ? { type: "secretArea", count: data["count"] } : undefined;
    case "refused":
      return isText(data["reason"]) ? { type: "refused", reason: data["reason"] } : undefined;
    case "key":
      return isText(data["key"]) ? { type: "key", key: data["key"] } : undefined;
    default:
      return undefined;
  }
}

function phase(data: Fields): FromViewer | undefined {
  const name = PHASES.find((one) => one === data["phase"]);
  if (!name || !isText(data["since"])) return undefined;
  const why = WHYS.find((one) => one === data["why"]);
  return { type: "phase", phase: name, since: data["since"], ...(why && { why }) };
}

function stats(data: Fields): FromViewer | undefined {
  const { rtt, match, scale, width, height } = data;
  if (!isNumber(rtt) || !isNumber(match) || !isNumber(scale) || !isNumber(width) || !isNumber(height)) {
    return undefined;
  }
  return { type: "stats", rtt, match, scale, width, height };
}

function annotations({ count, gone }: Fields): FromViewer | undefined {
  if (!isNumber(count)) return undefined;
  return { type: "annotations", count, ...(isText(gone) ? { gone } : {}) };
}

function stepUp({ state, label }: Fields): FromViewer | undefined {
  return isText(state) && isText(label) ? { type: "stepUp", state, label } : undefined;
}

function copied({ text }: Fields): FromViewer | undefined {
  return typeof text === "string" && text.length <= MAX_COPY ? { type: "copied", text } : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_TEXT;
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isPage(value: unknown): value is Page {
  return isFields(value) && isText(value["url"]) && isText(value["title"]);
}

function isSession(value: unknown): value is SessionStateBody {
  return isFields(value) && isText(value["session"]) && isText(value["status"]) && isNumber(value["version"]);
}
