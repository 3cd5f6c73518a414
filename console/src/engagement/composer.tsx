import { Button, Textarea } from "@mantine/core";
import { IconScreenShare, IconSend2, IconTransfer } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { MESSAGE_FIELD } from "../app/use-shortcuts.ts";
import { isOpen, sessionOfChat } from "../co-browse/session-view.ts";
import { useStore } from "../lib/store.ts";
import { CannedMenu } from "./canned-menu.tsx";
import styles from "./composer.module.css";
import type { Thread } from "./thread.ts";
import { TransferDialog } from "./transfer-dialog.tsx";
import { useDraft } from "./use-draft.ts";
import { useTyping } from "./use-typing.ts";

/** The most that a message may hold, characters (the server refuses more). */
const MAX_CHARACTERS = 4000;

interface Props {
  thread: Thread;
  online: boolean;
  /** Only the field, for the drawer beside the picture. */
  slim: boolean;
}

/** Where the agent writes. What is half written survives a change of chat and a reload. */
export function Composer({ thread, online, slim }: Props) {
  const { t } = useTranslation();
  const { chats, me } = useDesk();
  const { chat } = thread.state;
  const [text, setText] = useDraft(chat);
  const typing = useTyping((on) => chats.typing(chat, on));

  const send = (): void => {
    if (!text.trim()) return;
    chats.send(chat, text);
    setText("");
    typing(false);
  };
  const write = (next: string): void => {
    setText(next);
    typing(next.trim() !== "");
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <div className={styles.root} data-slim={slim || undefined}>
      {!slim && (
        <div className={styles.tools}>
          <ScreenSharing thread={thread} online={online} />
          <CannedMenu replies={me.canned} onPick={(reply) => write(text ? `${text} ${reply}` : reply)} />
          <Transfer chat={chat} online={online} />
        </div>
      )}
      <div className={styles.field}>
        <Textarea
          id={MESSAGE_FIELD}
          className={styles.text ?? ""}
          aria-label={t("composer.message")}
          placeholder={t("composer.placeholder")}
          autosize
          minRows={slim ? 2 : 1}
          maxRows={7}
          maxLength={MAX_CHARACTERS}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <Button
          className={styles.send ?? ""}
          leftSection={<IconSend2 size={17} />}
          {...(text.trim() ? {} : { "aria-disabled": true, "data-disabled": true })}
          onClick={send}
        >
          {t("composer.send")}
        </Button>
      </div>
    </div>
  );
}

// Absent where co-browse is off for the site (A1); resting while a session of this chat is open.
function ScreenSharing({ thread, online }: { thread: Thread; online: boolean }) {
  const { t } = useTranslation();
  const { sessions } = useDesk();
  const { byId, inviting } = useStore(sessions);
  const { chat, cobrowse } = thread.state;
  if (!cobrowse) return null;
  const session = sessionOfChat(byId, chat);
  const engaged = session !== undefined && isOpen(session);
  return (
    <Button
      variant="light"
      size="compact-md"
      leftSection={<IconScreenShare size={17} />}
      disabled={!online || engaged || inviting === chat}
      onClick={() => sessions.invite(chat)}
    >
      {t("composer.screenSharing")}
    </Button>
  );
}

function Transfer({ chat, online }: { chat: string; online: boolean }) {
  const { t } = useTranslation();
  const { api, chats, me } = useDesk();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        leftSection={<IconTransfer size={17} />}
        disabled={!online}
        onClick={() => setOpened(true)}
      >
        {t("composer.transfer")}
      </Button>
      <TransferDialog
        opened={opened}
        me={me.agent.id}
        load={() => api.colleagues()}
        onClose={() => setOpened(false)}
        onTransfer={(to) => {
          setOpened(false);
          chats.transfer(chat, to);
        }}
      />
    </>
  );
}
