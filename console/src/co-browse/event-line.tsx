import { Popover, UnstyledButton } from "@mantine/core";
import { IconChevronUp, IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { useLocale } from "../i18n/use-locale.ts";
import { clockTime } from "../lib/format.ts";
import { useSelect } from "../lib/store.ts";
import styles from "./event-line.module.css";
import { happeningWords } from "./happening-words.ts";
import type { LogLine } from "./session-logs.ts";
import type { Stage } from "./stage.ts";

/** Nothing has happened yet; one list for all, so that it is the same each time. */
const NOTHING: readonly LogLine[] = [];

/** Under the picture: what happened last, and on demand everything that did (A20). */
export function EventLine({ stage: { session, customer } }: { stage: Stage }) {
  const { t } = useTranslation();
  const { logs } = useDesk();
  const [opened, setOpened] = useState(false);
  const lines = useSelect(logs, (all) => all.get(session.session) ?? NOTHING);
  const last = lines.at(-1);
  return (
    <div className={styles.root}>
      <p className={styles.last} role="status" aria-label={t("log.newest")}>
        {last && <Line line={last} customer={customer} />}
      </p>
      <Popover opened={opened} onChange={setOpened} position="top-end" width={420} trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={styles.open} aria-expanded={opened} onClick={() => setOpened(!opened)}>
            <IconHistory size={15} aria-hidden="true" />
            {t("log.open")}
            <IconChevronUp size={14} aria-hidden="true" />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={t("log.name")} tabIndex={-1} data-autofocus>
          {lines.length === 0 && <p className={styles.none}>{t("log.none")}</p>}
          <ol className={styles.list} tabIndex={lines.length > 0 ? 0 : -1} aria-label={t("log.name")}>
            {lines.toReversed().map((line) => (
              <li key={line.id} className={styles.line}>
                <Line line={line} customer={customer} />
              </li>
            ))}
          </ol>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function Line({ line, customer }: { line: LogLine; customer: string }) {
  const { t } = useTranslation();
  const at = new Date(line.at).toISOString();
  return (
    <>
      <time className={styles.at} dateTime={at}>
        {clockTime(at, useLocale())}
      </time>
      <span dir="auto">{happeningWords(t, line.happening, customer)}</span>
    </>
  );
}
