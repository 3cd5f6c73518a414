import { Button } from "@mantine/core";
import type { SessionStateBody } from "@samepage/wire";
import { IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { Countdown } from "../app/countdown.tsx";
import { Scene } from "../ui/scene.tsx";

/** The customer is being asked. */
export function InvitingScene({ session }: { session: SessionStateBody }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const name = session.customer || t("visitor");
  return (
    <Scene
      icon={<IconSend size={24} />}
      busy
      title={t("stage.inviting", { name })}
      actions={
        <Button variant="default" onClick={() => desk.sessions.orders.withdraw(session.session)}>
          {t("invitation.withdraw")}
        </Button>
      }
    >
      {t("stage.invitingText")} {session.expires_at && <Countdown until={session.expires_at} />}
    </Scene>
  );
}
