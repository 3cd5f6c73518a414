import { Button } from "@mantine/core";
import { CloseReplaced, CloseVersion, type LinkState } from "@samepage/wire";
import { IconAlertTriangle, IconCloudOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/use-locale.ts";
import { clockTime } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import styles from "./connection-banner.module.css";
import { useDesk } from "./context.ts";

/** A break shorter than this is not worth a word, milliseconds. */
const PATIENCE_MS = 1200;
/** How often the countdown to the next try is drawn, milliseconds. */
const COUNT_MS = 1000;

/** Says what is wrong with the connection and what is being done about it. */
export function ConnectionBanner() {
  const { link, connection } = useDesk();
  const state = useStore(connection);
  const shown = useWorthAWord(state);
  return (
    <div role="status">
      {shown && state.phase === "closed" && (
        <Closed code={state.code} reason={state.reason} onUseHere={() => link.start()} />
      )}
      {shown && state.phase !== "closed" && <Lost state={state} />}
    </div>
  );
}

function Closed({ code, reason, onUseHere }: { code: number; reason: string; onUseHere: () => void }) {
  const { t } = useTranslation();
  const outdated = code === CloseVersion;
  const text =
    code === CloseReplaced ? t("connection.replaced") : outdated ? t("connection.outdated") : reason;
  return (
    <div className={styles.root} data-final="">
      <IconAlertTriangle size={18} aria-hidden="true" />
      <span className={styles.text}>{text || t("connection.closed")}</span>
      <Button size="compact-sm" variant="default" onClick={outdated ? () => location.reload() : onUseHere}>
        {outdated ? t("connection.reload") : t("connection.useHere")}
      </Button>
    </div>
  );
}

function Lost({ state }: { state: LinkState }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { chats } = useDesk();
  const kept = useStore(chats.outbox).length;
  const seconds = useSecondsUntil(state.phase === "waiting" ? state.retryAt : 0);
  const since = "since" in state ? clockTime(new Date(state.since).toISOString(), locale) : "";
  return (
    <div className={styles.root}>
      <IconCloudOff size={18} aria-hidden="true" />
      <span className={styles.text}>
        <strong>{t("connection.lost", { time: since })}</strong>{" "}
        {kept > 0 ? t("connection.kept", { count: kept }) : t("connection.safe")}
      </span>
      <span className={styles.next}>
        {seconds > 0 ? t("connection.retryIn", { seconds }) : t("connection.trying")}
      </span>
    </div>
  );
}

// The first connection and short breaks pass without a word.
function useWorthAWord(state: LinkState): boolean {
  const [late, setLate] = useState(false);
  const bad = state.phase === "waiting" || state.phase === "connecting";
  useEffect(() => {
    if (!bad) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [bad]);
  return state.phase === "closed" ? state.code !== 1000 : bad && late;
}

function useSecondsUntil(moment: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (moment === 0) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), COUNT_MS);
    return () => clearInterval(timer);
  }, [moment]);
  return Math.max(0, Math.ceil((moment - now) / COUNT_MS));
}
