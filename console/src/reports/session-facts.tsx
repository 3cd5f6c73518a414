import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/use-locale.ts";
import type { SessionRow } from "../lib/api.ts";
import { dateTime, stopwatch } from "../lib/format.ts";
import { Facts } from "../ui/facts.tsx";
import { useModeName, useReasonName, useWhoName } from "./words.ts";

/** The row of a session, in full. */
export function SessionFacts({ row }: { row: SessionRow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const reasonName = useReasonName();
  const whoName = useWhoName();
  const modeName = useModeName();
  const modes = row.modes
    ?.map(({ mode, seconds }) => `${modeName(mode)} ${stopwatch(seconds * 1000)}`)
    .join(", ");
  const by = row.ended_by ? ` ${t("reports.by", { who: whoName(row.ended_by) })}` : "";
  const facts: [string, string | undefined][] = [
    [t("reports.started"), dateTime(row.started_at, locale)],
    [t("reports.duration"), row.live_at ? stopwatch(row.duration_s * 1000) : undefined],
    [t("reports.end"), `${reasonName(row.end_reason)}${by}`],
    [t("reports.agents"), (row.agents?.length ? row.agents : [row.agent]).join(", ")],
    [t("reports.site"), row.site],
    [t("reports.pages"), String(row.pages)],
    [t("reports.escalation"), row.escalation === "advanced" ? t("client.advanced") : t("client.instant")],
    [t("reports.modes"), modes],
    [t("reports.externalKey"), row.external_key],
    [
      t("reports.feedback"),
      row.stars ? feedbackText(t("detail.stars", { count: row.stars }), row.feedback) : "",
    ],
    [t("reports.session"), row.session],
  ];
  return <Facts rows={facts} />;
}

function feedbackText(stars: string, words: string | undefined): string {
  return words ? `${stars}: ${words}` : stars;
}
