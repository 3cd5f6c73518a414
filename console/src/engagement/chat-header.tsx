import { Button, Modal } from "@mantine/core";
import {
  IconArrowLeft,
  IconLayoutSidebarRightCollapse,
  IconLayoutSidebarRightExpand,
  IconX,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, usePreferenceStore } from "../app/context.ts";
import type { ChatTab } from "../app/router.ts";
import { isOpen, sessionOfChat } from "../co-browse/session-view.ts";
import { useLocale } from "../i18n/use-locale.ts";
import { timeInZone, zoneTown } from "../lib/format.ts";
import { useSelect, useStore } from "../lib/store.ts";
import { IconButton } from "../ui/icon-button.tsx";
import styles from "./chat-header.module.css";
import { ChatTabs } from "./chat-tabs.tsx";
import type { Thread } from "./thread.ts";

/** A1: where co-browse is off there is only the conversation. */
const ENGAGEMENT_TAB: readonly ChatTab[] = ["engagement"];
const BOTH_TABS: readonly ChatTab[] = ["engagement", "co-browse"];

interface Props {
  thread: Thread;
  tab: ChatTab;
  /** Whether the customer pane stands open. */
  pane: boolean;
}

/** Above a chat: who it is with, its two tabs, and what ends it. */
export function ChatHeader({ thread, tab, pane }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const preferences = usePreferenceStore();
  const { state } = thread;
  const session = useSelect(desk.sessions, ({ byId }) => sessionOfChat(byId, state.chat));
  const live = session !== undefined && isOpen(session) ? session.status : undefined;
  const PaneIcon = pane ? IconLayoutSidebarRightCollapse : IconLayoutSidebarRightExpand;
  return (
    <header className={styles.root}>
      <IconButton
        label={t("engagement.toList")}
        className={styles.back ?? ""}
        onClick={() => desk.router.go({ page: "desk" })}
      >
        <IconArrowLeft size={19} stroke={1.8} />
      </IconButton>
      <div className={styles.who}>
        <h1 className={styles.name}>{state.customer || t("visitor")}</h1>
        <Place thread={thread} />
      </div>
      <ChatTabs
        tab={tab}
        tabs={state.cobrowse || session !== undefined ? BOTH_TABS : ENGAGEMENT_TAB}
        session={live}
        onTab={(next) => desk.router.go({ page: "chat", chat: state.chat, tab: next })}
      />
      <div className={styles.actions}>
        <EndOrClose thread={thread} engaged={live !== undefined} />
        {tab === "engagement" && (
          <IconButton
            label={pane ? t("engagement.foldPane") : t("engagement.openPane")}
            keys="Alt C"
            className={styles.fold ?? ""}
            aria-expanded={pane}
            onClick={() => preferences.change({ customerPane: !pane })}
          >
            <PaneIcon size={20} stroke={1.7} />
          </IconButton>
        )}
      </div>
    </header>
  );
}

function Place({ thread }: { thread: Thread }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useStore(useDesk().clock);
  const { site_name: site, client } = thread.state;
  const zone = client?.time_zone;
  const time = zone ? timeInZone(now, zone, locale) : undefined;
  return (
    <p className={styles.place}>
      {site}
      {zone && time && ` · ${t("engagement.localTime", { town: zoneTown(zone), time })}`}
    </p>
  );
}

function EndOrClose({ thread, engaged }: { thread: Thread; engaged: boolean }) {
  const { t } = useTranslation();
  const { chats, router } = useDesk();
  const [asking, setAsking] = useState(false);
  const { chat, status } = thread.state;
  if (status === "ended") {
    const close = (): void => {
      chats.dismiss(chat);
      router.go({ page: "desk" });
    };
    return (
      <Button variant="default" size="compact-md" leftSection={<IconX size={15} />} onClick={close}>
        {t("engagement.closeChat")}
      </Button>
    );
  }
  const end = (): void => {
    setAsking(false);
    chats.end(chat);
  };
  return (
    <>
      <Button variant="default" size="compact-md" onClick={() => (engaged ? setAsking(true) : end())}>
        {t("engagement.endChat")}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("engagement.endTitle")}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <p>{t("engagement.endText")}</p>
        <div className={styles.answers}>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("cancel")}
          </Button>
          <Button color="red" onClick={end}>
            {t("engagement.endChat")}
          </Button>
        </div>
      </Modal>
    </>
  );
}
