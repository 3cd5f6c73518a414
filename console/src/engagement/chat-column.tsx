import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { useSelect, useStore } from "../lib/store.ts";
import styles from "./chat-column.module.css";
import { Composer } from "./composer.tsx";
import { goToPicture } from "./go-to-picture.ts";
import { InvitationLine } from "./invitation-line.tsx";
import { hasHole, isTyping, type Thread } from "./thread.ts";
import { Transcript } from "./transcript.tsx";

interface Props {
  thread: Thread;
  /** In the slim drawer beside the picture there are only the words. */
  slim?: boolean;
}

/** Transcript, invitation line and composer of one chat. */
export function ChatColumn({ thread, slim = false }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { chat, status } = thread.state;
  const outbox = useStore(desk.chats.outbox);
  const typing = useSelect(desk.clock, (now) => isTyping(thread, now));
  const online = useSelect(desk.connection, (state) => state.phase === "open");
  return (
    <div className={styles.root} data-slim={slim || undefined}>
      <Transcript
        thread={thread}
        outbox={outbox.filter((entry) => entry.chat === chat)}
        complete={!hasHole(thread)}
        typing={typing}
        slim={slim}
        onPicture={() => goToPicture(desk.router, chat)}
        onRetry={(id) => desk.chats.outbox.retry(id)}
        onDiscard={(id) => desk.chats.outbox.settle(id)}
      />
      {status === "ended" ? (
        <p className={styles.ended}>{t("engagement.ended")}</p>
      ) : (
        <>
          {!slim && <InvitationLine chat={chat} />}
          <Composer key={chat} thread={thread} online={online} slim={slim} />
        </>
      )}
    </div>
  );
}
