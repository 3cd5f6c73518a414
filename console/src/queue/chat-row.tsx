import { Badge, UnstyledButton } from "@mantine/core";
import type { ChatStateBody } from "@samepage/wire";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../ui/avatar.tsx";
import { LiveMark } from "../ui/live-mark.tsx";
import styles from "./chat-row.module.css";

interface Props {
  chat: ChatStateBody;
  /** The newest words of a person. */
  words: string | undefined;
  unread: number;
  typing: boolean;
  /** Status of the chat's open co-browse session, absent where there is none. */
  session: string | undefined;
  current: boolean;
  onOpen: (chat: string) => void;
}

/** One of the agent's chats. */
export const ChatRow = memo(function ChatRow({
  chat,
  words,
  unread,
  typing,
  session,
  current,
  onOpen,
}: Props) {
  const { t } = useTranslation();
  const ended = chat.status === "ended";
  const below = ended ? t("list.ended") : typing ? t("engagement.typing") : (words ?? chat.site_name);
  return (
    <li>
      <UnstyledButton
        className={styles.root}
        data-ended={ended || undefined}
        {...(current ? { "aria-current": "true" as const } : {})}
        onClick={() => onOpen(chat.chat)}
      >
        <Avatar name={chat.customer} size={34} online={chat.online && !ended} />
        <span className={styles.words}>
          <span className={styles.top}>
            <span className={styles.name}>{chat.customer || t("visitor")}</span>
            {session !== undefined && (
              <LiveMark
                withText
                pending={session !== "live"}
                label={session === "live" ? t("list.live") : t("list.inviting")}
              />
            )}
          </span>
          <span className={styles.below} dir="auto" data-unread={unread > 0 || undefined}>
            {below}
          </span>
        </span>
        {unread > 0 && (
          <Badge
            variant="filled"
            size="sm"
            circle={unread < 10}
            aria-label={t("list.unread", { count: unread })}
          >
            {unread}
          </Badge>
        )}
      </UnstyledButton>
    </li>
  );
});
