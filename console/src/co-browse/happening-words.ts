// The words for what happens in a session. Data of a newer server or page that has no words of its own
// is left out or shown as plain text.
import { type RefusalReason, RefusalReasons } from "@samepage/wire";
import type { TFunction } from "i18next";
import type { Happening } from "./happenings.ts";

const GONE_WHYS = ["scroll", "resize", "left", "anchor_gone", "cleared"] as const;
const STEP_UP_STATES = ["asked", "allowed", "denied", "expired"] as const;
const REFUSALS = RefusalReasons.split(" ") as RefusalReason[];

/** One line of the log. `customer` is the customer's name as it is shown. */
export function happeningWords(t: TFunction, happening: Happening, customer: string): string {
  const name = customer;
  switch (happening.what) {
    case "page":
      return t("log.page", { name, url: pathOf(happening.url) });
    case "pageEvent":
      return t(`log.pageEvent.${happening.event}`, { name });
    case "customerLost":
    case "customerBack":
    case "tab":
      return t(`log.${happening.what}`, { name });
    case "pinned":
      return t(happening.on ? "log.pinned" : "log.unpinned");
    case "mode":
      return t("cobrowse.said.mode", { mode: t(`mode.${happening.mode}`, { defaultValue: happening.mode }) });
    case "secretAreas":
      return t("log.secretAreas", { count: happening.count });
    case "annotationsGone":
      return goneWords(t, happening.why, customer);
    case "stepUp":
      return stepUpWords(t, happening.state, happening.label, customer);
    case "refused":
      return t("log.refused", { why: refusalWords(t, happening.reason, customer) });
    default:
      return peopleWords(t, happening, customer);
  }
}

type OfPeople = Extract<Happening, { who: string }>;

function peopleWords(t: TFunction, happening: OfPeople, customer: string): string {
  const { what, who } = happening;
  switch (what) {
    case "control":
      return t(happening.mine ? `control.mine.${happening.news}` : `control.other.${happening.news}`, {
        who,
        name: customer,
      });
    case "lead":
      return t(happening.mine ? "log.leadMine" : "log.lead", { who });
    case "joined":
      return t(happening.role === "supervisor" ? "log.watches" : "log.joined", { who });
    default:
      return t(`log.${what}`, { who });
  }
}

/** Why annotations are off the customer's page. */
export function goneWords(t: TFunction, why: string, customer: string): string {
  const known = GONE_WHYS.find((one) => one === why);
  return known ? t(`annotate.gone.${known}`, { name: customer }) : t("annotate.gone.cleared");
}

/** Where a press stands that the customer has to allow. */
export function stepUpWords(t: TFunction, state: string, label: string, customer: string): string {
  const known = STEP_UP_STATES.find((one) => one === state) ?? "asked";
  return t(`stepUp.${known}`, { name: customer, label });
}

/** Why the page did not do what the agent wanted. */
export function refusalWords(t: TFunction, reason: string, customer: string): string {
  const known = REFUSALS.find((one) => one === reason);
  return known ? t(`refused.${known}`, { name: customer }) : reason;
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return host + pathname;
}
