import { UnstyledButton } from "@mantine/core";
import type { SessionStateBody } from "@samepage/wire";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../ui/avatar.tsx";
import { LiveMark } from "../ui/live-mark.tsx";
import styles from "./chat-row.module.css";

interface Props {
  session: SessionStateBody;
  /** Whether this agent only watches. */
  watching: boolean;
  current: boolean;
  onOpen: (session: string) => void;
}

/** A session whose chat is not on this desk. */
export const SessionRow = memo(function SessionRow({ session, watching, current, onOpen }: Props) {
  const { t } = useTranslation();
  const live = session.status === "live";
  const lead = session.people.find((person) => person.role === "lead")?.name ?? "";
  return (
    <li>
      <UnstyledButton
        className={styles.root}
        {...(current ? { "aria-current": "true" as const } : {})}
        onClick={() => onOpen(session.session)}
      >
        <Avatar name={session.customer} size={34} online={session.customer_online} />
        <span className={styles.words}>
          <span className={styles.top}>
            <span className={styles.name}>{session.customer || t("visitor")}</span>
            <LiveMark
              withText
              pending={!live}
              label={live ? (watching ? t("list.watching") : t("list.live")) : t("list.inviting")}
            />
          </span>
          <span className={styles.below}>{`${session.site_name} · ${lead}`}</span>
        </span>
      </UnstyledButton>
    </li>
  );
});
