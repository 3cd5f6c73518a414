import { Button } from "@mantine/core";
import { IconScreenShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { InvitationLine } from "../engagement/invitation-line.tsx";
import type { Thread } from "../engagement/thread.ts";
import { useSelect } from "../lib/store.ts";
import { Scene } from "../ui/scene.tsx";

interface Props {
  thread: Thread;
  /** A session runs in this chat, but this agent is not in it. */
  elsewhere: boolean;
}

/** Nothing is shared in this chat yet. */
export function NoSessionScene({ thread, elsewhere }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const online = useSelect(desk.connection, (state) => state.phase === "open");
  const { state } = thread;
  const name = state.customer || t("visitor");
  const mayInvite = state.cobrowse && state.status === "active" && !elsewhere;
  return (
    <Scene
      icon={<IconScreenShare size={24} />}
      tone="quiet"
      title={elsewhere ? t("stage.elsewhere") : t("stage.none")}
      actions={
        mayInvite && (
          <>
            <Button
              leftSection={<IconScreenShare size={17} />}
              disabled={!online}
              onClick={() => desk.sessions.invite(state.chat)}
            >
              {t("composer.screenSharing")}
            </Button>
            <InvitationLine chat={state.chat} />
          </>
        )
      }
    >
      {elsewhere ? t("stage.elsewhereText") : t("stage.noneText", { name })}
    </Scene>
  );
}
