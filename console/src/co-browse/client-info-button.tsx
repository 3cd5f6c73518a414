import { Button, Popover } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSelect } from "../lib/store.ts";
import { ClientFacts } from "./client-facts.tsx";
import type { Stage } from "./stage.ts";
import styles from "./toolbar.module.css";

/** Opens what the customer's browser tells of itself (A12). */
export function ClientInfoButton({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          className={styles.tool ?? ""}
          leftSection={<IconInfoCircle size={17} stroke={1.8} />}
          title={t("toolbar.clientInfo")}
          onClick={() => setOpened(!opened)}
        >
          <span className={styles.word}>{t("toolbar.clientInfo")}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("toolbar.clientInfo")} tabIndex={-1} data-autofocus>
        <ClientInfo stage={stage} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ClientInfo({ stage: { session, link } }: { stage: Stage }) {
  const { t } = useTranslation();
  const rtt = useSelect(link, (picture) => picture.rtt);
  if (!session.client) return <p>{t("client.none")}</p>;
  return <ClientFacts client={session.client} escalation={session.escalation} rtt={rtt} />;
}
