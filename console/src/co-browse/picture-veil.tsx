import { Button } from "@mantine/core";
import {
  IconDoorExit,
  IconEyeOff,
  IconLoader2,
  IconMoon,
  IconPhotoOff,
  IconPlugConnectedX,
  IconShieldLock,
  IconUserOff,
  IconWindow,
  IconWorld,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { elapsed, stopwatch } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import { Scene } from "../ui/scene.tsx";
import styles from "./picture-veil.module.css";
import type { Stage } from "./stage.ts";
import { isStopped, type StageState, stageState } from "./stage-state.ts";

type Tone = "accent" | "quiet" | "warn";

const LOOKS: Record<Exclude<StageState, "live">, { icon: ReactNode; tone: Tone; busy: boolean }> = {
  waiting: { icon: <IconWorld size={24} />, tone: "accent", busy: true },
  loading: { icon: <IconLoader2 size={24} />, tone: "accent", busy: true },
  hidden: { icon: <IconMoon size={24} />, tone: "quiet", busy: false },
  lostUs: { icon: <IconPlugConnectedX size={24} />, tone: "warn", busy: true },
  lostCustomer: { icon: <IconUserOff size={24} />, tone: "warn", busy: false },
  blanked: { icon: <IconShieldLock size={24} />, tone: "accent", busy: true },
  left: { icon: <IconDoorExit size={24} />, tone: "quiet", busy: false },
  replaced: { icon: <IconWindow size={24} />, tone: "quiet", busy: false },
  refused: { icon: <IconPlugConnectedX size={24} />, tone: "warn", busy: false },
  unreadable: { icon: <IconPhotoOff size={24} />, tone: "warn", busy: false },
  excluded: { icon: <IconEyeOff size={24} />, tone: "quiet", busy: false },
};

/** States in which the last picture is still worth seeing behind the words. */
const SEE_THROUGH: readonly StageState[] = ["loading", "hidden", "lostUs", "lostCustomer"];

/** Over the picture: what is the matter, since when, and what is being done about it. */
export function PictureVeil({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const { session, customer: name } = stage;
  const picture = useStore(stage.link);
  const now = useStore(useDesk().clock);
  const state = stageState(session, picture);
  if (state === "live") return <div className={styles.words} role="status" />;
  const since = state === "lostCustomer" ? (session.customer_since ?? picture.since) : picture.since;
  const { icon, tone, busy } = LOOKS[state];
  return (
    <div className={styles.root} data-through={SEE_THROUGH.includes(state) || undefined}>
      <div className={styles.card} role="status">
        <Scene
          icon={icon}
          tone={tone}
          busy={busy}
          title={t(`stage.${state}`, { name })}
          actions={
            isStopped(state) && (
              <Button onClick={() => stage.link.reopen()}>{t(`stage.${state}Again`)}</Button>
            )
          }
        >
          {t(`stage.${state}Text`, { name })}
        </Scene>
      </div>
      {state.startsWith("lost") && (
        <p className={styles.since}>{t("stage.since", { time: stopwatch(elapsed(since, now)) })}</p>
      )}
    </div>
  );
}
