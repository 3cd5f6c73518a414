import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/use-locale.ts";
import type { TimelineEntry } from "../lib/api.ts";
import { dateTime, elapsed, stopwatch } from "../lib/format.ts";
import { detailText } from "./detail-text.ts";
import styles from "./timeline-list.module.css";
import { useModeName, useMomentName, useReasonName, useWhoName } from "./words.ts";

interface Props {
  entries: readonly TimelineEntry[];
  /** When the session began, ISO time: entries tell how long after. */
  start: string;
}

/** What happened in a session, in its order. */
export function TimelineList({ entries, start }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const whoName = useWhoName();
  const modeName = useModeName();
  const momentName = useMomentName();
  const reasonName = useReasonName();
  const valueName = (field: string, value: string): string => {
    if (field === "mode") return modeName(value);
    return field === "reason" ? reasonName(value) : value;
  };
  if (entries.length === 0) return <p className={styles.empty}>{t("reports.timelineEmpty")}</p>;
  return (
    <ol className={styles.root}>
      {entries.map((entry) => (
        <li
          key={`${entry.at} ${entry.kind} ${JSON.stringify(entry.detail)}`}
          className={styles.entry}
          data-class={entry.class}
        >
          <time className={styles.at} dateTime={entry.at} title={dateTime(entry.at, locale)}>
            {stopwatch(elapsed(start, Date.parse(entry.at)))}
          </time>
          <div className={styles.what}>
            <strong>{momentName(entry.kind)}</strong>
            {entry.by && <span className={styles.by}>{whoName(entry.by)}</span>}
            {entry.by_page && <span className={styles.by}>{t("reports.byPage")}</span>}
            <p className={styles.detail}>{detailText(entry.detail, valueName)}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
