import { VisuallyHidden } from "@mantine/core";
import { IconEye, IconHandClick } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { stopwatch } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import styles from "./people-chips.module.css";
import { liveFor } from "./session-view.ts";
import type { Stage } from "./stage.ts";

/** Who is watching, each with the colour of their pointer; who holds control; and since when. */
export function PeopleChips({ stage: { session } }: { stage: Stage }) {
  const { t } = useTranslation();
  const now = useStore(useDesk().clock);
  const holder = session.control === "granted" ? session.controller : undefined;
  return (
    <span className={styles.root} title={t("address.watching")}>
      <IconEye size={15} aria-hidden="true" />
      {session.people.map(({ agent, name, colour, connected }) => (
        <span key={agent} className={styles.chip} data-away={!connected || undefined}>
          <span className={styles.dot} style={{ background: colour }} />
          <span className={styles.name}>{name}</span>
          {agent === holder && (
            <>
              <IconHandClick size={14} aria-hidden="true" />
              <VisuallyHidden>{t("people.controls")}</VisuallyHidden>
            </>
          )}
        </span>
      ))}
      <time className={styles.time}>{stopwatch(liveFor(session, now))}</time>
    </span>
  );
}
