// The words for the end of a session, by reason and by who ended it.
import type { SessionStateBody } from "@samepage/wire";
import { END_REASONS, type EndReason } from "../lib/end-reasons.ts";

/** Reasons that say more than who ended the session. */
type Told = Exclude<EndReason, "ended">;
type Ended = Pick<SessionStateBody, "end_reason" | "ended_by">;

/** Keys of the title and of the line under it. */
export interface EndWords {
  title: `end.${"customer" | "agent" | "system" | Told}`;
  text: "end.nothingSeen" | "end.declinedText" | "end.expiredText" | "end.withdrawnText";
}

/** Chooses the words. An unknown reason, and the usual one, are told by who ended it. */
export function endWords({ end_reason: why, ended_by: by }: Ended): EndWords {
  const reason = END_REASONS.find((one) => one === why);
  const person = by === "customer" || by === "agent" ? by : "system";
  if (reason === undefined || reason === "ended") return { title: `end.${person}`, text: "end.nothingSeen" };
  return { title: `end.${reason}`, text: textOf(reason) };
}

function textOf(reason: Told): EndWords["text"] {
  switch (reason) {
    case "declined":
    case "expired":
    case "withdrawn":
      return `end.${reason}Text`;
    default:
      return "end.nothingSeen";
  }
}
