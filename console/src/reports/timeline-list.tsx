import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/use-locale.ts";
import type { TimelineEntry } from "../lib/api.ts";
import { dateTime, elapsed, stopwatch } from "../lib/format.ts";
import { detailText } from "./detail-text.ts";
import styles from "./timeline-list.module.css";
import { useValueWords } from "./use-value-words.ts";
import { momentOf, useMomentName, useWhoName } from "./words.ts";

interface Props {
  entries: readonly TimelineEntry[];
  /** When the session began, ISO time: entries tell how long after. */
  start: string;
  /** The agents who took part, by name. */
  agents: readonly string[];
  /** Names of agents by their ids, for entries that hold an id. */
  names: ReadonlyMap<string, string>;
}

/** What happened in a session, in its order. */
export function TimelineList({ entries, start, agents, names }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const whoName = useWhoName();
  const momentName = useMomentName();
  const valueWords = useValueWords(names);
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
            <strong>{momentName(momentOf(entry, agents))}</strong>
            {entry.by && <span className={styles.by}>{whoName(entry.by)}</span>}
            {entry.by_page && <span className={styles.by}>{t("reports.byPage")}</span>}
            <p className={styles.detail}>
              {detailText(entry.detail, (field, value) => otherThan(entry.by, valueWords(field, value)))}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

// Who did it stands beside the name of the entry already.
function otherThan(by: string, words: string | undefined): string | undefined {
  return words === by ? undefined : words;
}
