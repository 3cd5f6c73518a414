// Which picture the Co-browse tab shows, decided in one place.
import type { SessionStateBody } from "@samepage/wire";
import type { Picture } from "./picture.ts";

/** Each state has words and a look of its own. */
export type StageState =
  | "waiting"
  | "live"
  | "loading"
  | "hidden"
  | "lostUs"
  | "lostCustomer"
  | Stopped
  | "blanked"
  | "left"
  | "excluded";

/** Nothing comes any more until the agent opens the picture again. */
export type Stopped = (typeof STOPPED)[number];
const STOPPED = ["replaced", "refused", "unreadable"] as const;

/** What is most important to know comes first: without our connection nothing else is known. */
export function stageState(session: SessionStateBody, picture: Picture): StageState {
  if (picture.phase === "lost" && picture.why !== "customer") {
    return STOPPED.find((why) => why === picture.why) ?? "lostUs";
  }
  if (picture.pageEvent === "left") return "left";
  if (picture.phase === "lost") return "lostCustomer";
  // before what loads: of such a page nothing will ever come
  if (session.customer_online && picture.pageEvent === "excluded") return "excluded";
  if (picture.phase === "loading") return "loading"; // between two pages the customer has no connection
  if (!session.customer_online) return "lostCustomer";
  switch (picture.phase) {
    case "connecting":
    case "waiting":
    case "ended":
      return "waiting";
    default:
      return picture.phase;
  }
}

/** Whether only the agent can make the picture come back. */
export function isStopped(state: StageState): state is Stopped {
  return (STOPPED as readonly StageState[]).includes(state);
}
