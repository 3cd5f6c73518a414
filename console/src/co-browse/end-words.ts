// The words for the end of a session, by reason and by who ended it.
import type { SessionStateBody } from "@samepage/wire";

type Ended = Pick<SessionStateBody, "end_reason" | "ended_by">;

/** Keys of the title and of the line under it. */
export interface EndWords {
  title:
    | "end.customer"
    | "end.agent"
    | "end.system"
    | "end.declined"
    | "end.expired"
    | "end.withdrawn"
    | "end.lost"
    | "end.chat_ended"
    | "end.failed"
    | "end.unreachable_ui";
  text: "end.nothingSeen" | "end.declinedText" | "end.expiredText" | "end.withdrawnText";
}

const REASONS = [
  "declined",
  "expired",
  "withdrawn",
  "lost",
  "chat_ended",
  "failed",
  "unreachable_ui",
] as const;

/** Chooses the words. An unknown reason is told by who ended it. */
export function endWords({ end_reason: why, ended_by: by }: Ended): EndWords {
  const reason = REASONS.find((one) => one === why);
  const person = by === "customer" || by === "agent" ? by : "system";
  return { title: reason ? `end.${reason}` : `end.${person}`, text: textOf(reason) };
}

function textOf(reason: (typeof REASONS)[number] | undefined): EndWords["text"] {
  switch (reason) {
    case "declined":
    case "expired":
    case "withdrawn":
      return `end.${reason}Text`;
    default:
      return "end.nothingSeen";
  }
}
