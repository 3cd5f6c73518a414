import { Badge, Button, Popover } from "@mantine/core";
import type { SessionStateBody } from "@samepage/wire";
import {
  IconInfoCircle,
  IconMaximize,
  IconMessage,
  IconMinimize,
  IconPlugConnectedX,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/icon-button.tsx";
import { ClientFacts } from "./client-facts.tsx";
import { ModeList } from "./mode-list.tsx";
import { type Mode, offeredModes } from "./session-view.ts";
import styles from "./toolbar.module.css";

interface Props {
  session: SessionStateBody;
  /** Whether this agent leads, and so may change the mode and end the session. */
  leads: boolean;
  rtt: number;
  unread: number;
  drawer: boolean;
  fullScreen: boolean;
  onMode: (mode: Mode) => void;
  onDrawer: () => void;
  onFullScreen: () => void;
  onDisconnect: () => void;
}

/** What can be done with a running session (A5). What is not allowed is not here. */
export function Toolbar(props: Props) {
  const { t } = useTranslation();
  const { session, leads, unread, drawer, fullScreen } = props;
  const FullIcon = fullScreen ? IconMinimize : IconMaximize;
  return (
    <div className={styles.root} role="toolbar" aria-label={t("toolbar.name")}>
      {leads && <ModeList mode={session.mode} modes={offeredModes(session)} onMode={props.onMode} />}
      <Info session={session} rtt={props.rtt} />
      <span className={styles.gap} />
      <Button
        variant={drawer ? "light" : "subtle"}
        color={drawer ? "petrol" : "gray"}
        size="compact-md"
        className={styles.tool ?? ""}
        leftSection={<IconMessage size={17} stroke={1.8} />}
        rightSection={
          unread > 0 ? (
            <Badge variant="filled" size="sm" circle={unread < 10}>
              {unread}
            </Badge>
          ) : undefined
        }
        aria-expanded={drawer}
        onClick={props.onDrawer}
      >
        {t("toolbar.chat")}
      </Button>
      <IconButton
        label={fullScreen ? t("toolbar.leaveFullScreen") : t("toolbar.fullScreen")}
        onClick={props.onFullScreen}
      >
        <FullIcon size={19} stroke={1.8} />
      </IconButton>
      {leads && (
        <Button
          variant="outline"
          color="red"
          size="compact-md"
          className={styles.disconnect ?? ""}
          leftSection={<IconPlugConnectedX size={17} stroke={1.8} />}
          onClick={props.onDisconnect}
        >
          {t("toolbar.disconnect")}
        </Button>
      )}
    </div>
  );
}

function Info({ session, rtt }: { session: SessionStateBody; rtt: number }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          className={styles.tool ?? ""}
          leftSection={<IconInfoCircle size={17} stroke={1.8} />}
          onClick={() => setOpened(!opened)}
        >
          {t("toolbar.clientInfo")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("toolbar.clientInfo")} tabIndex={-1} data-autofocus>
        {session.client ? (
          <ClientFacts client={session.client} escalation={session.escalation} rtt={rtt} />
        ) : (
          <p>{t("client.none")}</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
