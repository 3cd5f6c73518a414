import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { useSelect } from "../lib/store.ts";
import styles from "./control-mark.module.css";
import { controlWord } from "./control-status.ts";
import type { LogLine } from "./session-logs.ts";
import type { Stage } from "./stage.ts";

/** What was told of control stays beside the mode for so long, milliseconds. */
const NEWS_LASTS_MS = 20_000;

/** Beside the mode: how Full Control stands, and the way to end it. */
export function ControlMark({ stage: { session, me } }: { stage: Stage }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const line = useSelect(desk.logs, (logs) => lastOfControl(logs.get(session.session)));
  const fresh = useSelect(desk.clock, (now) => line !== undefined && now - line.at < NEWS_LASTS_MS);
  const news = fresh && line?.happening.what === "control" ? line.happening.news : undefined;
  const word = controlWord(session, me, news);
  const who = session.people.find((person) => person.agent === session.controller)?.name ?? "";
  const release = (): void => desk.sessions.orders.release(session.session);
  return (
    <span className={styles.root}>
      <span role="status">
        {word && (
          <span className={styles.word} data-word={word}>
            {t(`control.${word}`, { who })}
          </span>
        )}
      </span>
      {word === "asking" && (
        <Button size="compact-sm" variant="default" onClick={release}>
          {t("control.withdraw")}
        </Button>
      )}
      {word === "allowed" && (
        <Button size="compact-sm" variant="default" onClick={release}>
          {t("control.giveUp")}
        </Button>
      )}
    </span>
  );
}

function lastOfControl(lines: readonly LogLine[] | undefined): LogLine | undefined {
  return lines?.findLast((line) => line.happening.what === "control");
}
