// How Full Control stands, in a word for the bar (A10).
import type { SessionStateBody } from "@samepage/wire";
import type { ControlNews } from "./control-news.ts";

export type ControlWord =
  | "asking"
  | "allowed"
  | "denied"
  | "takenBack"
  | "expired"
  | "ended"
  | "otherAsking"
  | "otherHas";

/** `news` is what was told last of it, absent once it is old. */
export function controlWord(
  { control, controller }: Pick<SessionStateBody, "control" | "controller">,
  me: string,
  news: ControlNews | undefined,
): ControlWord | undefined {
  switch (control) {
    case "requested":
      return controller === me ? "asking" : "otherAsking";
    case "granted":
      return controller === me ? "allowed" : "otherHas";
    case "denied":
      return "denied";
    default:
      return news === "takenBack" || news === "expired" || news === "ended" ? news : undefined;
  }
}
