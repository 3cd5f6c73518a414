import { Badge } from "@mantine/core";
import { type ReactNode, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { isOpen, partOf, placeOf, sessionOfChat } from "../co-browse/session-view.ts";
import { isTyping, lastWords, unreadCount } from "../engagement/thread.ts";
import { useStore } from "../lib/store.ts";
import styles from "./chat-list.module.css";
import { ChatRow } from "./chat-row.tsx";
import { EnterCode } from "./enter-code.tsx";
import { QueueRow } from "./queue-row.tsx";
import { RecentChats } from "./recent-chats.tsx";
import { SessionRow } from "./session-row.tsx";

/** The list of the desk: who waits, and whose chats are mine. `current` is the chat or session in front. */
export function ChatList({ current }: { current: string | undefined }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { told, entries, available, accepting } = useStore(desk.queue);
  const threads = useStore(desk.chats);
  const { byId } = useStore(desk.sessions);
  const now = useStore(desk.clock);
  // The same functions each time: rows that have not changed are not drawn again.
  const accept = useCallback((chat: string) => desk.queue.accept(chat), [desk]);
  const open = useCallback(
    (chat: string) => desk.router.go({ page: "chat", chat, tab: "engagement" }),
    [desk],
  );
  return (
    <aside className={styles.root} aria-label={t("list.name")}>
      <Part title={t("list.queue")} count={entries.length} urgent={entries.length > 0} below={<EnterCode />}>
        {!available && <p className={styles.note}>{t("list.away")}</p>}
        {told && entries.length === 0 && available && <p className={styles.note}>{t("list.queueEmpty")}</p>}
        <ul>
          {entries.map((entry) => (
            <QueueRow
              key={entry.chat}
              entry={entry}
              now={now}
              busy={accepting === entry.chat}
              onAccept={accept}
            />
          ))}
        </ul>
      </Part>
      <Visited current={current} />
      <Part title={t("list.mine")} count={threads.size} grow>
        {threads.size === 0 && <p className={styles.note}>{t("list.mineEmpty")}</p>}
        <ul>
          {[...threads.values()].map((thread) => {
            const session = sessionOfChat(byId, thread.state.chat);
            return (
              <ChatRow
                key={thread.state.chat}
                chat={thread.state}
                words={lastWords(thread)?.text}
                unread={unreadCount(thread)}
                typing={isTyping(thread, now)}
                session={session && isOpen(session) ? session.status : undefined}
                current={thread.state.chat === current}
                onOpen={open}
              />
            );
          })}
        </ul>
        <RecentChats />
      </Part>
    </aside>
  );
}

// Sessions that this agent is in without having their chat: joined, watched, or begun by a code.
function Visited({ current }: { current: string | undefined }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const threads = useStore(desk.chats);
  const { byId } = useStore(desk.sessions);
  const open = useCallback((session: string) => desk.router.go({ page: "session", session }), [desk]);
  const me = desk.me.agent.id;
  const visited = [...byId.values()].filter(
    (session) => isOpen(session) && partOf(session, me) && placeOf(session, threads).page === "session",
  );
  if (visited.length === 0) return null;
  return (
    <Part title={t("list.sessions")} count={visited.length}>
      <ul>
        {visited.map((session) => (
          <SessionRow
            key={session.session}
            session={session}
            watching={partOf(session, me)?.role === "supervisor"}
            current={session.session === current}
            onOpen={open}
          />
        ))}
      </ul>
    </Part>
  );
}

interface PartProps {
  title: string;
  count: number;
  urgent?: boolean;
  grow?: boolean;
  /** What stands under the rows and does not scroll. */
  below?: ReactNode;
  children: ReactNode;
}

function Part({ title, count, urgent = false, grow = false, below, children }: PartProps) {
  return (
    <section className={styles.part} data-grow={grow || undefined} aria-label={title}>
      <header className={styles.heading}>
        <h2>{title}</h2>
        <Badge variant={urgent ? "filled" : "default"} size="sm" className={styles.count} circle={count < 10}>
          {count}
        </Badge>
      </header>
      <div className={styles.rows}>{children}</div>
      {below && <div className={styles.below}>{below}</div>}
    </section>
  );
}
