import type { SessionStateBody } from "@samepage/wire";
import type { Ending } from "./stage.ts";

/** How a session ended, in the words of the notice (C5). */
export function endingOf(body: SessionStateBody): Ending {
  if (body.end_reason === "unreachable_ui") return { by: "unreachable" };
  if (body.end_reason === "failed") return { by: "failed" };
  if (body.end_reason === "lost") return { by: "lost" };
  if (body.ended_by === "customer") return { by: "customer" };
  if (body.ended_by === "agent") return { by: "agent", name: body.ended_name ?? "" };
  return { by: "other" };
}
