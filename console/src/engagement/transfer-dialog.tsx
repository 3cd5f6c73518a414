import { Button, Modal, Radio } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Colleague } from "../lib/api.ts";
import { Avatar } from "../ui/avatar.tsx";
import styles from "./transfer-dialog.module.css";

/** The choice that means "back to the queue". */
const QUEUE = "";

interface Props {
  opened: boolean;
  /** Id of the agent, who is not offered. */
  me: string;
  load: () => Promise<Colleague[]>;
  onClose: () => void;
  /** `to` is undefined for the queue. */
  onTransfer: (to: string | undefined) => void;
}

/** Hands a chat to a colleague or back to the queue. */
export function TransferDialog({ opened, me, load, onClose, onTransfer }: Props) {
  const { t } = useTranslation();
  const [to, setTo] = useState(QUEUE);
  const [colleagues, setColleagues] = useState<Colleague[]>();
  const [failed, setFailed] = useState(false);
  const fetchThem = useEffectEvent(async () => {
    setFailed(false);
    try {
      setColleagues((await load()).filter((one) => one.id !== me));
    } catch {
      setFailed(true); // the queue can still be chosen; the dialog says what is missing
    }
  });
  useEffect(() => {
    if (!opened) return;
    setTo(QUEUE);
    void fetchThem();
  }, [opened]);

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("transfer.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Radio.Group value={to} onChange={setTo} aria-label={t("transfer.to")}>
        <div className={styles.list}>
          <Radio.Card value={QUEUE} className={styles.card ?? ""}>
            <span className={styles.group} aria-hidden="true">
              <IconUsersGroup size={18} />
            </span>
            <span className={styles.words}>
              <span className={styles.name}>{t("transfer.queue")}</span>
              <span className={styles.state}>{t("transfer.queueText")}</span>
            </span>
            <Radio.Indicator />
          </Radio.Card>
          {colleagues?.map((one) => (
            <Radio.Card key={one.id} value={one.id} className={styles.card ?? ""} disabled={!one.online}>
              <Avatar name={one.name} size={32} online={one.online && one.available} />
              <span className={styles.words}>
                <span className={styles.name}>{one.name}</span>
                <span className={styles.state}>
                  {one.online
                    ? one.available
                      ? t("agent.available")
                      : t("agent.away")
                    : t("transfer.offline")}
                </span>
              </span>
              <Radio.Indicator />
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {failed && <p role="alert">{t("transfer.failed")}</p>}
      <div className={styles.answers}>
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button onClick={() => onTransfer(to === QUEUE ? undefined : to)}>{t("composer.transfer")}</Button>
      </div>
    </Modal>
  );
}
