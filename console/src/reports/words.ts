// The words for data values of the report; values of a newer server are shown as they come.
import { useTranslation } from "react-i18next";
import { MODES } from "../co-browse/session-view.ts";
import type { TimelineEntry } from "../lib/api.ts";
import { END_REASONS } from "../lib/end-reasons.ts";

const MOMENTS = [
  "offered",
  "asked",
  "invited",
  "accepted",
  "declined",
  "withdrawn",
  "expired",
  "ended",
  "mode_set",
  "page_shown",
  "customer_lost",
  "customer_back",
  "agent_joined",
  "agent_left",
  "agent_connected",
  "agent_lost",
  "lead_handed",
  "control_requested",
  "control_granted",
  "control_denied",
  "control_ended",
  "control_taken_back",
  "control_released",
  "control_wished",
  "control_unwished",
  "colleague_asked",
  "colleague_refused",
  "colleague_silent",
  "colleague_unasked",
  "tab_pinned",
  "tab_unpinned",
  "code_renewed",
  "extended",
  "handed_over",
  "rated",
  "done",
  "stepup",
  "input_refused",
  "escalation_asked",
  "escalation_accepted",
  "escalation_refused",
  "escalation_started",
  "escalation_ended",
] as const;
const WHO = ["customer", "agent", "system"] as const;

/** Names an end reason. */
export function useReasonName(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) => {
    const known = END_REASONS.find((one) => one === reason);
    return known ? t(`reason.${known}`) : reason;
  };
}

/** Names who did something: one of the kinds of people, or a person's own name. */
export function useWhoName(): (who: string) => string {
  const { t } = useTranslation();
  return (who) => {
    const known = WHO.find((one) => one === who);
    return known ? t(`who.${known}`) : who;
  };
}

/** Names a control mode. */
export function useModeName(): (mode: string) => string {
  const { t } = useTranslation();
  return (mode) => {
    const known = MODES.find((one) => one === mode);
    return known ? t(`mode.${known}`) : mode;
  };
}

/** The kind of an entry, told apart where one kind says two things: control given up, or taken back. */
export function momentOf({ kind, by, detail }: TimelineEntry, agents: readonly string[]): string {
  const released = (detail as { why?: unknown } | null)?.why === "released";
  if (kind !== "control_ended" || !released) return kind;
  return agents.includes(by) ? "control_released" : "control_taken_back";
}

/** Names what happened in a line of a session's journal. */
export function useMomentName(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => {
    const known = MOMENTS.find((one) => one === kind);
    return known ? t(`moment.${known}`) : kind.replaceAll("_", " ");
  };
}
