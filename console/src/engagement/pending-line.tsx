import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./message-line.module.css";
import { MessageText } from "./message-text.tsx";
import type { OutboxEntry } from "./outbox.ts";

interface Props {
  entry: OutboxEntry;
  onRetry: () => void;
  onDiscard: () => void;
}

/** A message of ours that the server has not stored yet. */
export function PendingLine({ entry, onRetry, onDiscard }: Props) {
  const { t } = useTranslation();
  const refused = entry.refused !== undefined;
  return (
    <article
      className={styles.root}
      data-ours=""
      data-pending=""
      data-refused={refused || undefined}
      aria-label={t("engagement.pending")}
    >
      <header className={styles.head}>
        <span>{refused ? t("engagement.notSent") : t("engagement.sending")}</span>
      </header>
      <div className={styles.bubble} dir="auto">
        <MessageText text={entry.text} />
      </div>
      {refused && (
        <p className={styles.refused} role="alert">
          {entry.refused}
          <Button size="compact-xs" variant="subtle" color="red" onClick={onRetry}>
            {t("engagement.retry")}
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={onDiscard}>
            {t("engagement.discard")}
          </Button>
        </p>
      )}
    </article>
  );
}
