import { GrantControl } from "@samepage/wire";
import { IconArrowsDiff, IconLock } from "@tabler/icons-react";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../lib/store.ts";
import { AddressForm } from "./address-form.tsx";
import styles from "./address-line.module.css";
import { PeopleChips } from "./people-chips.tsx";
import { mayIn } from "./session-view.ts";
import type { Stage } from "./stage.ts";
import { isStopped, stageState } from "./stage-state.ts";
import { TabsMenu } from "./tabs-menu.tsx";

interface Props {
  stage: Stage;
  /** The address box, where the shortcut leads. */
  box: Ref<HTMLInputElement>;
}

/** Under the toolbar: where the customer is, how good the picture is, and for how long we look. */
export function AddressLine({ stage, box }: Props) {
  const { t } = useTranslation();
  const { session, me, link } = stage;
  const picture = useStore(link);
  const url = picture.url ?? session.page?.url ?? "";
  return (
    <div className={styles.root}>
      {mayIn(session, me, GrantControl) ? (
        <AddressForm key={url} stage={stage} url={url} box={box} />
      ) : (
        <p className={styles.address} dir="ltr" title={url}>
          <Address url={url} />
        </p>
      )}
      <TabsMenu stage={stage} />
      {picture.secretAreas > 0 && (
        <span className={styles.figure}>
          <IconLock size={14} aria-hidden="true" />
          {t("address.secret", { count: picture.secretAreas })}
        </span>
      )}
      {picture.pageEvent === "view_only" && <span className={styles.figure}>{t("address.viewOnly")}</span>}
      {picture.differs && (
        <span className={styles.differs} role="status">
          <IconArrowsDiff size={14} aria-hidden="true" />
          {t("address.differs")}
        </span>
      )}
      <Quality stage={stage} />
      <PeopleChips stage={stage} />
    </div>
  );
}

function Quality({ stage: { session, link } }: { stage: Stage }) {
  const { t } = useTranslation();
  const picture = useStore(link);
  const { phase, rtt, match, scale } = picture;
  const word = isStopped(stageState(session, picture)) ? "stopped" : phase;
  const live = phase === "live";
  return (
    <span className={styles.figure} dir="auto" data-live={live || undefined}>
      <span className={styles.phase}>{t(`phase.${word}`)}</span>
      {live && rtt > 0 && ` · ${t("client.ms", { ms: rtt })}`}
      {live && match !== undefined && ` · ${t("address.match", { percent: Math.floor(match) })}`}
      {live && scale < 1 && ` · ${t("address.scale", { percent: Math.round(scale * 100) })}`}
    </span>
  );
}

// The origin is what the agent has to trust, so it stands out from the path.
function Address({ url }: { url: string }) {
  if (!URL.canParse(url)) return <span>{url}</span>;
  const { host, protocol, pathname } = new URL(url);
  return (
    <>
      <span className={styles.quiet}>{`${protocol}//`}</span>
      <strong className={styles.host}>{host}</strong>
      <span className={styles.quiet}>{pathname}</span>
    </>
  );
}
