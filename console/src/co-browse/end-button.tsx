import { Button, Modal } from "@mantine/core";
import { IconDoorExit, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import styles from "./end-button.module.css";
import { partOf } from "./session-view.ts";
import type { Stage } from "./stage.ts";

interface Props {
  stage: Stage;
  /** Whether the question is open: a shortcut asks first, the button acts at once. */
  asking: boolean;
  onAsk: (asking: boolean) => void;
}

/** The lead disconnects everybody (A13); the others leave, and the session goes on (A18). */
export function EndButton({ stage: { session, me, customer }, asking, onAsk }: Props) {
  const { t } = useTranslation();
  const { orders } = useDesk().sessions;
  const leads = partOf(session, me)?.role === "lead";
  const name = leads ? t("toolbar.disconnect") : t("toolbar.leave");
  const go = (): void => {
    onAsk(false);
    if (leads) orders.end(session.session);
    else orders.leave(session.session);
  };
  return (
    <>
      <Button
        variant="outline"
        color={leads ? "red" : "gray"}
        size="compact-md"
        className={styles.button ?? ""}
        leftSection={
          leads ? <IconPlugConnectedX size={17} stroke={1.8} /> : <IconDoorExit size={17} stroke={1.8} />
        }
        onClick={go}
      >
        {name}
      </Button>
      <Modal
        opened={asking}
        onClose={() => onAsk(false)}
        title={leads ? t("toolbar.disconnectTitle") : t("toolbar.leaveTitle")}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <p>{leads ? t("toolbar.disconnectText", { name: customer }) : t("toolbar.leaveText")}</p>
        <div className={styles.answers}>
          <Button variant="default" onClick={() => onAsk(false)}>
            {t("cancel")}
          </Button>
          <Button color={leads ? "red" : "petrol"} onClick={go}>
            {name}
          </Button>
        </div>
      </Modal>
    </>
  );
}
