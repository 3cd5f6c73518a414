import { UnstyledButton } from "@mantine/core";
import type { ChatMessageBody } from "@samepage/wire";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/use-locale.ts";
import { clockTime } from "../lib/format.ts";
import { lineWords } from "./line-words.ts";
import styles from "./system-line.module.css";

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
  const text = lineWords(t, line, customer || t("visitor"));
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
