// The words for the values in a time line: who, what was done, why something ended.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { refusalWords } from "../co-browse/happening-words.ts";
import type { ValueWords } from "./detail-text.ts";
import { useModeName, useReasonName } from "./words.ts";

const WHYS = [
  "mode",
  "left",
  "lead",
  "lost",
  "given",
  "resumed",
  "not_deployed",
  "ended",
  "withdrawn",
  "expired",
] as const;
const ACTIONS = ["click", "type", "pick", "submit", "navigate", "drag", "copy", "paste", "stepup"] as const;
const RESULTS = ["refused", "allowed", "denied"] as const;
const ROLES = ["lead", "joined", "supervisor"] as const;
const QUESTIONS = ["instant", "control", "advanced"] as const;
/** Fields whose value says enough without the field's name. */
const PLAIN = ["page", "url", "title"];

/** `names` gives the names of agents by their ids. */
export function useValueWords(names: ReadonlyMap<string, string>): ValueWords {
  const { t } = useTranslation();
  const modeName = useModeName();
  const reasonName = useReasonName();
  return (field, value) => {
    if (PLAIN.includes(field)) return value;
    switch (field) {
      case "agent":
        return names.get(value) ?? (value.startsWith("agt_") ? undefined : value);
      case "mode":
        return modeName(value);
      case "from":
        return t("detail.from", { mode: modeName(value) });
      case "reason":
        return reasonWords(t, value, reasonName(value));
      default:
        return knownWords(t, field, value) ?? `${field.replaceAll("_", " ")}: ${value}`;
    }
  };
}

// Why a session ended, or why the page did not do something.
function reasonWords(t: TFunction, reason: string, ofEnd: string): string {
  return ofEnd === reason ? refusalWords(t, reason, t("who.customer")) : ofEnd;
}

// Words for the fields that have a closed list of values or a form of their own; "" leaves them out.
function knownWords(t: TFunction, field: string, value: string): string | undefined {
  switch (field) {
    case "label":
      return `“${value}”`;
    case "chars":
      return t("detail.chars", { count: Number(value) });
    case "stars":
      return t("detail.stars", { count: Number(value) });
    case "away_s":
      return t("detail.away", { seconds: value });
    case "why":
      if (value === "released") return ""; // the name of the entry says it
      return listedWords(t, field, value);
    case "asker":
      return value === "page" ? t("detail.askedByPage") : "";
    case "escalation":
      return value === "advanced" ? t("client.advanced") : t("client.instant");
    default:
      return listedWords(t, field, value);
  }
}

function listedWords(t: TFunction, field: string, value: string): string | undefined {
  const why = field === "why" ? WHYS.find((one) => one === value) : undefined;
  if (why) return t(`detail.why.${why}`);
  const action = field === "action" ? ACTIONS.find((one) => one === value) : undefined;
  if (action) return t(`detail.action.${action}`);
  const role = field === "role" ? ROLES.find((one) => one === value) : undefined;
  if (role) return t(`people.${role}`);
  const what = field === "what" ? QUESTIONS.find((one) => one === value) : undefined;
  if (what) return t(`detail.what.${what}`);
  if (field === "result" && value === "done") return "";
  const result = field === "result" || field === "state" ? RESULTS.find((one) => one === value) : undefined;
  return result && t(`detail.result.${result}`);
}
