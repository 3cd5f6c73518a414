import type { ChatMessageBody } from "@samepage/wire";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/use-locale.ts";
import { clockTime } from "../lib/format.ts";
import styles from "./message-line.module.css";
import { MessageText } from "./message-text.tsx";

interface Props {
  line: ChatMessageBody;
  /** Whether this is the newest line of ours that the customer has read. */
  seen: boolean;
  /** The same person has written just before: name and time need not be said again. */
  follows: boolean;
}

/** What a person wrote. */
export function MessageLine({ line, seen, follows }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const ours = line.from === "agent";
  const who = line.name || (ours ? t("engagement.agent") : t("visitor"));
  return (
    <article
      className={styles.root}
      data-ours={ours || undefined}
      data-follows={follows || undefined}
      aria-label={who}
    >
      {!follows && (
        <header className={styles.head}>
          <span className={styles.who}>{who}</span>
          <time dateTime={line.at}>{clockTime(line.at, locale)}</time>
        </header>
      )}
      <div className={styles.bubble} dir="auto">
        <MessageText text={line.text} />
      </div>
      {seen && <p className={styles.seen}>{t("engagement.seen")}</p>}
    </article>
  );
}
