import { Button } from "@mantine/core";
import type { SessionStateBody } from "@samepage/wire";
import { IconArrowLeft, IconCircleCheck, IconMoodSad, IconScreenShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { tabId } from "../app/use-shortcuts.ts";
import type { Thread } from "../engagement/thread.ts";
import { stopwatch } from "../lib/format.ts";
import { Scene } from "../ui/scene.tsx";
import { endWords } from "./end-words.ts";
import styles from "./ended-scene.module.css";
import { liveFor } from "./session-view.ts";

interface Props {
  session: SessionStateBody;
  /** The session's chat; absent where it is not on this desk. */
  thread?: Thread;
}

/** The session is over: who ended it, how long it was. */
export function EndedScene({ session, thread }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const name = session.customer || t("visitor");
  const { title, text } = endWords(session);
  const wasLive = Boolean(session.live_at);
  const again = thread?.state.status === "active" && thread.state.cobrowse;
  const back = (): void => {
    if (!thread) return desk.router.go({ page: "desk" });
    desk.router.go({ page: "chat", chat: thread.state.chat, tab: "engagement" });
    document.getElementById(tabId("engagement"))?.focus();
  };
  return (
    <Scene
      icon={wasLive ? <IconCircleCheck size={24} /> : <IconMoodSad size={24} />}
      tone={wasLive ? "accent" : "quiet"}
      title={t(title, { name, agent: session.ended_name ?? "" })}
      actions={
        <>
          <Button leftSection={<IconArrowLeft size={17} className={styles.arrow} />} onClick={back}>
            {thread ? t("stage.backToChat") : t("stage.backToDesk")}
          </Button>
          {again && (
            <Button
              variant="default"
              leftSection={<IconScreenShare size={17} />}
              onClick={() => desk.sessions.invite(thread.state.chat)}
            >
              {t("stage.inviteAgain")}
            </Button>
          )}
        </>
      }
    >
      {wasLive ? t("stage.lasted", { time: stopwatch(liveFor(session, 0)) }) : t(text, { name })}
    </Scene>
  );
}
