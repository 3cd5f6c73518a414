import { Bit } from "./rules.ts";
import type { ActionKind, PageVerdict, Refusal } from "./types.ts";

/** Why the agent may not do this to an element for which `bits` hold; null: they may. */
export function refusalOf(
  kind: ActionKind,
  page: PageVerdict,
  bits: number,
  isMasked: boolean,
): Refusal | null {
  if (page === "excluded") return page;
  if (bits & Bit.hide) return "hidden";
  if (kind === "move") return null;
  if (page === "viewOnly") return page;
  if (kind === "scroll") return null;
  if (isMasked) return "masked";
  if (kind === "change") return bits & Bit.readOnly ? "readOnly" : null;
  if (kind !== "press") return null;
  return bits & Bit.block ? "blocked" : bits & Bit.stepUp ? "stepUp" : null;
}
