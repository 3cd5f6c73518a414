// The words for data values of the report; values of a newer server are shown as they come.
import { useTranslation } from "react-i18next";
import { END_REASONS } from "./session-filter.ts";

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
