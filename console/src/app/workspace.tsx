import { IconMessageCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CoBrowseTab } from "../co-browse/co-browse-tab.tsx";
import { LiveStage } from "../co-browse/live-stage.tsx";
import { SessionPlace } from "../co-browse/session-place.tsx";
import { runningFor, sessionOfChat } from "../co-browse/session-view.ts";
import { ChatHeader } from "../engagement/chat-header.tsx";
import { CustomerPane } from "../engagement/customer-pane.tsx";
import { EngagementTab } from "../engagement/engagement-tab.tsx";
import { useReading } from "../engagement/use-reading.ts";
import { useSelect, useStore } from "../lib/store.ts";
import { ChatList } from "../queue/chat-list.tsx";
import { Scene } from "../ui/scene.tsx";
import { useDesk, usePreferenceStore } from "./context.ts";
import type { ChatTab } from "./router.ts";
import styles from "./workspace.module.css";

/** The desk: who waits, whose chats are mine, and the chat in front. Hidden, it keeps a running picture. */
export function Workspace({ hidden }: { hidden: boolean }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const route = useStore(desk.router);
  const chat = route.page === "chat" ? route.chat : undefined;
  const tab = route.page === "chat" ? route.tab : "engagement";
  const session = route.page === "session" ? route.session : undefined;
  return (
    <div className={styles.root} hidden={hidden} data-chat={(chat ?? session) !== undefined || undefined}>
      <ChatList current={chat ?? session} />
      <main className={styles.main}>
        {chat !== undefined && <ChatPlace key={chat} chat={chat} tab={tab} />}
        {session !== undefined && <SessionPlace key={session} id={session} />}
        {chat === undefined && session === undefined && (
          <Scene icon={<IconMessageCircle size={24} />} title={t("desk.empty")} level={1} tone="quiet">
            {t("desk.emptyText")}
          </Scene>
        )}
        <Stages at={{ chat, session }} front={!hidden && (session !== undefined || tab === "co-browse")} />
      </main>
    </div>
  );
}

function ChatPlace({ chat, tab }: { chat: string; tab: ChatTab }) {
  const { t } = useTranslation();
  const { chats, connection } = useDesk();
  const preferences = usePreferenceStore();
  const thread = useSelect(chats, (threads) => threads.get(chat));
  const online = useSelect(connection, (state) => state.phase === "open");
  const paneWanted = useSelect(preferences, (value) => value.customerPane);
  const pane = paneWanted && tab === "engagement";
  useReading(chat, tab === "engagement");
  if (!thread) {
    if (!online) return <div className={styles.waiting} aria-busy="true" />;
    return (
      <Scene icon={<IconMessageCircle size={24} />} title={t("desk.gone")} level={1} tone="quiet">
        {t("desk.goneText")}
      </Scene>
    );
  }
  return (
    <div className={styles.chat}>
      <ChatHeader thread={thread} tab={tab} pane={pane} />
      <div className={styles.content}>
        <div className={styles.tab}>
          {tab === "engagement" ? <EngagementTab thread={thread} /> : <CoBrowseTab thread={thread} />}
        </div>
        {pane && <CustomerPane thread={thread} />}
      </div>
    </div>
  );
}

interface StagesProps {
  /** What is open on the desk. */
  at: { chat: string | undefined; session: string | undefined };
  /** Whether its Co-browse tab is in front. */
  front: boolean;
}

// The pictures of running sessions live beside the tabs, so that neither another tab nor another
// chat ends them; one is in front only in its own Co-browse tab. A picture begins where its chat
// is open: it can be in one window only, and none must take it from the window that is worked in.
function Stages({ at, front }: StagesProps) {
  const desk = useDesk();
  const { byId } = useStore(desk.sessions);
  const here = at.session ?? (at.chat ? sessionOfChat(byId, at.chat)?.session : undefined);
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set());
  if (here !== undefined && !begun.has(here)) setBegun(new Set(begun).add(here));
  return runningFor(byId, desk.me.agent.id)
    .filter(({ session }) => begun.has(session))
    .map((one) => <LiveStage key={one.session} session={one} front={front && one.session === here} />);
}
