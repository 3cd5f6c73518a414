import { UnstyledButton } from "@mantine/core";
import type { ChatMessageBody } from "@samepage/wire";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/use-locale.ts";
import { clockTime } from "../lib/format.ts";
import styles from "./system-line.module.css";

/** Lines that the console says in the agent's language; others come in the server's words. */
const SPOKEN = ["invited", "accepted", "declined", "expired", "withdrawn"] as const;

interface Props {
  line: ChatMessageBody;
  /** Name of the customer, may be empty. */
  customer: string;
  onPicture: () => void;
}

/** What happened, in another voice than what was said. */
export function SystemLine({ line, customer, onPicture }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const spoken = SPOKEN.find((event) => event === line.event);
  const text = spoken ? t(`transcript.${spoken}`, { name: customer || t("visitor") }) : line.text;
  return (
    <div className={styles.root}>
      {line.event === "link" ? (
        <UnstyledButton className={styles.link} onClick={onPicture}>
          {t("transcript.link")}
          <IconArrowRight size={15} aria-hidden="true" />
        </UnstyledButton>
      ) : (
        <span dir="auto">{text}</span>
      )}
      <time className={styles.time} dateTime={line.at}>
        {clockTime(line.at, locale)}
      </time>
    </div>
  );
}
