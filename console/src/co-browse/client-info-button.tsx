import { IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSelect } from "../lib/store.ts";
import { ClientFacts } from "./client-facts.tsx";
import type { Stage } from "./stage.ts";
import { ToolPopover } from "./tool-popover.tsx";
import styles from "./toolbar.module.css";

/** Opens what the customer's browser tells of itself (A12). */
export function ClientInfoButton({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <ToolPopover
      icon={<IconInfoCircle size={17} stroke={1.8} />}
      name={t("toolbar.clientInfo")}
      label={<span className={styles.word}>{t("toolbar.clientInfo")}</span>}
      width={340}
      opened={opened}
      onChange={setOpened}
      focusWhole
    >
      <ClientInfo stage={stage} />
    </ToolPopover>
  );
}

function ClientInfo({ stage: { session, link } }: { stage: Stage }) {
  const { t } = useTranslation();
  const rtt = useSelect(link, (picture) => picture.rtt);
  if (!session.client) return <p>{t("client.none")}</p>;
  return <ClientFacts client={session.client} escalation={session.escalation} rtt={rtt} />;
}
