import { Button } from "@mantine/core";
import type { QueueEntry } from "@samepage/wire";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { elapsed, stopwatch } from "../lib/format.ts";
import styles from "./queue-row.module.css";
import { urgency } from "./waiting.ts";

interface Props {
  entry: QueueEntry;
  /** The server's present, milliseconds. */
  now: number;
  /** The agent has asked for this chat, and the server has not answered yet. */
  busy: boolean;
  onAccept: (chat: string) => void;
}

/** One waiting customer: who, since when, and the first words. */
export const QueueRow = memo(function QueueRow({ entry, now, busy, onAccept }: Props) {
  const { t } = useTranslation();
  const name = entry.customer || t("visitor");
  const waited = elapsed(entry.since, now);
  const level = urgency(waited);
  return (
    <li className={styles.root} data-urgency={level}>
      <div className={styles.words}>
        <div className={styles.top}>
          <span className={styles.name}>{name}</span>
          <span className={styles.waited} title={t("queue.waiting")}>
            {stopwatch(waited)}
          </span>
        </div>
        <p className={styles.first} dir="auto">
          {entry.first || t("queue.noWords")}
        </p>
        <p className={styles.site}>{entry.site_name}</p>
      </div>
      <Button
        size="compact-sm"
        className={styles.accept}
        variant={level === "calm" ? "default" : "filled"}
        loading={busy}
        aria-label={t("queue.acceptName", { name })}
        onClick={() => onAccept(entry.chat)}
      >
        {t("queue.accept")}
      </Button>
    </li>
  );
});
