import { Button, Collapse, UnstyledButton } from "@mantine/core";
import type { ChatStateBody } from "@samepage/wire";
import { IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { useLocale } from "../i18n/use-locale.ts";
import { dateTime } from "../lib/format.ts";
import styles from "./recent-chats.module.css";

type Found = { phase: "idle" | "loading" } | { phase: "failed" } | { phase: "here"; chats: ChatStateBody[] };

/** Past chats of this agent, read when asked for. */
export function RecentChats() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { api, chats, router } = useDesk();
  const [opened, setOpened] = useState(false);
  const [found, setFound] = useState<Found>({ phase: "idle" });

  const load = async (): Promise<void> => {
    setFound({ phase: "loading" });
    try {
      setFound({ phase: "here", chats: await api.endedChats() });
    } catch {
      setFound({ phase: "failed" }); // the sentence and the button below say what to do
    }
  };
  const toggle = (): void => {
    setOpened(!opened);
    if (!opened) void load();
  };
  const open = async (chat: ChatStateBody): Promise<void> => {
    try {
      chats.show(chat, await api.messages(chat.chat));
      router.go({ page: "chat", chat: chat.chat, tab: "engagement" });
    } catch {
      setFound({ phase: "failed" }); // as for the list: the sentence and the button say what to do
    }
  };

  return (
    <div className={styles.root}>
      <UnstyledButton className={styles.toggle} aria-expanded={opened} onClick={toggle}>
        <IconChevronRight size={15} className={styles.chevron} aria-hidden="true" />
        {t("list.recent")}
      </UnstyledButton>
      <Collapse expanded={opened} keepMounted={false}>
        {found.phase === "failed" && (
          <p className={styles.note}>
            {t("list.recentFailed")}{" "}
            <Button size="compact-xs" variant="subtle" onClick={() => void load()}>
              {t("start.retry")}
            </Button>
          </p>
        )}
        {found.phase === "here" && found.chats.length === 0 && (
          <p className={styles.note}>{t("list.recentEmpty")}</p>
        )}
        {found.phase === "here" && (
          <ul>
            {found.chats.map((chat) => (
              <li key={chat.chat}>
                <UnstyledButton className={styles.row} onClick={() => void open(chat)}>
                  <span className={styles.name}>{chat.customer || t("visitor")}</span>
                  <span className={styles.time}>{dateTime(chat.created_at, locale)}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        )}
      </Collapse>
    </div>
  );
}
