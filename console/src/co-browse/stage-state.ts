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
  | "blanked"
  | "left"
  | "excluded";

/** What is most important to know comes first: without our connection nothing else is known. */
export function stageState(session: SessionStateBody, picture: Picture): StageState {
  if (picture.phase === "lost" && picture.why !== "customer") return "lostUs";
  if (picture.pageEvent === "left") return "left";
  if (!session.customer_online || picture.phase === "lost") return "lostCustomer";
  if (picture.pageEvent === "excluded") return "excluded";
  switch (picture.phase) {
    case "connecting":
    case "waiting":
    case "ended":
      return "waiting";
    default:
      return picture.phase;
  }
}
