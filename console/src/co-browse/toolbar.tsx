import { Badge, Button, Switch } from "@mantine/core";
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconHandStop,
  IconMessage,
  IconPencil,
} from "@tabler/icons-react";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { ClientInfoButton } from "./client-info-button.tsx";
import { ControlMark } from "./control-mark.tsx";
import { EndButton } from "./end-button.tsx";
import { ModeList } from "./mode-list.tsx";
import { PeopleMenu } from "./people-menu.tsx";
import { mayRequestControl, offeredModes, partOf } from "./session-view.ts";
import type { Stage } from "./stage.ts";
import styles from "./toolbar.module.css";

interface Props {
  /** The bar itself, which takes the focus that leaves the picture. */
  bar: Ref<HTMLDivElement>;
  stage: Stage;
  /** The Mode button, where the shortcut leads. */
  modeButton: Ref<HTMLButtonElement>;
  /** The chat beside the picture; absent where the chat is not this agent's. */
  chat?: { unread: number; open: boolean; onToggle: () => void };
  fullScreen: boolean;
  onFullScreen: () => void;
  /** Whether the agent is asked if the session shall end, or be left. */
  asking: boolean;
  onAsk: (asking: boolean) => void;
}

/** What can be done with a running session (A5). What is not allowed is not here. */
export function Toolbar({ bar, stage, modeButton, chat, fullScreen, onFullScreen, asking, onAsk }: Props) {
  const { t } = useTranslation();
  const { session, me, tools } = stage;
  const FullIcon = fullScreen ? IconArrowsMinimize : IconArrowsMaximize;
  return (
    <div ref={bar} className={styles.root} role="toolbar" aria-label={t("toolbar.name")}>
      <ModePart stage={stage} button={modeButton} />
      {session.escalation === "instant" && (
        <Switch
          className={styles.switch}
          size="sm"
          label={t("toolbar.trueView")}
          title={t("toolbar.trueViewText")}
          checked={tools.trueView}
          onChange={(event) => tools.setTrueView(event.currentTarget.checked)}
        />
      )}
      {tools.mayAnnotate && <AnnotateButton stage={stage} />}
      <ClientInfoButton stage={stage} />
      <PeopleMenu stage={stage} />
      {mayRequestControl(session, me) && <RequestButton stage={stage} />}
      <span className={styles.gap} />
      {chat && (
        <Button
          variant={chat.open ? "light" : "subtle"}
          color={chat.open ? "petrol" : "gray"}
          size="compact-md"
          className={styles.tool ?? ""}
          leftSection={<IconMessage size={17} stroke={1.8} />}
          rightSection={
            chat.unread > 0 ? (
              <Badge variant="filled" size="sm" circle={chat.unread < 10}>
                {chat.unread}
              </Badge>
            ) : undefined
          }
          aria-expanded={chat.open}
          title={t("toolbar.chat")}
          onClick={chat.onToggle}
        >
          <span className={styles.word}>{t("toolbar.chat")}</span>
        </Button>
      )}
      <IconButton
        label={fullScreen ? t("toolbar.leaveFullScreen") : t("toolbar.fullScreen")}
        keys="Alt Enter"
        onClick={onFullScreen}
      >
        <FullIcon size={18} stroke={1.8} />
      </IconButton>
      <EndButton stage={stage} asking={asking} onAsk={onAsk} />
    </div>
  );
}

// Only the lead sets the mode; the others read it.
function ModePart({ stage, button }: { stage: Stage; button: Ref<HTMLButtonElement> }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { session, me } = stage;
  const leads = partOf(session, me)?.role === "lead";
  const modes = offeredModes(session);
  const known = modes.find((one) => one === session.mode);
  return (
    <>
      {leads ? (
        <ModeList
          button={button}
          mode={session.mode}
          modes={modes}
          asked={session.control === "requested" && session.controller === me}
          onMode={(mode) => desk.sessions.orders.setMode(session.session, mode)}
        />
      ) : (
        <span className={styles.mode}>
          <span className={styles.quiet}>{t("toolbar.mode")}</span>{" "}
          <strong>{known ? t(`mode.${known}`) : session.mode}</strong>
        </span>
      )}
      {session.modes.includes("full") && <ControlMark stage={stage} />}
    </>
  );
}

// A second click ends the drawing and clears what was drawn (A16).
function AnnotateButton({ stage: { tools, link } }: { stage: Stage }) {
  const { t } = useTranslation();
  const toggle = (): void => {
    if (tools.annotating) link.send({ type: "annotateClear" });
    tools.setAnnotating(!tools.annotating);
  };
  return (
    <Button
      variant={tools.annotating ? "light" : "subtle"}
      color={tools.annotating ? "petrol" : "gray"}
      size="compact-md"
      className={styles.tool ?? ""}
      leftSection={<IconPencil size={17} stroke={1.8} />}
      aria-pressed={tools.annotating}
      title={tools.annotating ? t("annotate.stop") : t("annotate.name")}
      onClick={toggle}
    >
      <span className={styles.wordToo}>{t("annotate.name")}</span>
    </Button>
  );
}

function RequestButton({ stage: { session, me } }: { stage: Stage }) {
  const { t } = useTranslation();
  const { orders } = useDesk().sessions;
  const asked = session.wishes?.includes(me) ?? false;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      className={styles.tool ?? ""}
      leftSection={<IconHandStop size={17} stroke={1.8} />}
      onClick={() => (asked ? orders.unrequest(session.session) : orders.request(session.session))}
    >
      {asked ? t("control.unrequest") : t("control.request")}
    </Button>
  );
}
