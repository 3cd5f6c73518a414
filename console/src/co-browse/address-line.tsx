import type { SessionStateBody } from "@samepage/wire";
import { IconEye, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { stopwatch } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import styles from "./address-line.module.css";
import { liveFor } from "./session-view.ts";
import type { Picture } from "./viewer-link.ts";

interface Props {
  session: SessionStateBody;
  picture: Picture;
}

/** Under the toolbar: where the customer is, how good the picture is, and for how long we look. */
export function AddressLine({ session, picture }: Props) {
  const { t } = useTranslation();
  const url = picture.url ?? session.page?.url ?? "";
  const live = picture.phase === "live";
  return (
    <div className={styles.root}>
      <p className={styles.address} dir="ltr" title={url}>
        <Address url={url} />
      </p>
      {picture.secretAreas > 0 && (
        <span className={styles.figure}>
          <IconLock size={14} aria-hidden="true" />
          {t("address.secret", { count: picture.secretAreas })}
        </span>
      )}
      {picture.pageEvent === "view_only" && <span className={styles.figure}>{t("address.viewOnly")}</span>}
      <span className={styles.figure} dir="auto" data-live={live || undefined}>
        <span className={styles.phase}>{t(`phase.${picture.phase}`)}</span>
        {live && picture.rtt > 0 && ` · ${t("client.ms", { ms: picture.rtt })}`}
        {live &&
          picture.match !== undefined &&
          ` · ${t("address.match", { percent: Math.floor(picture.match) })}`}
        {live &&
          picture.scale < 1 &&
          ` · ${t("address.scale", { percent: Math.round(picture.scale * 100) })}`}
      </span>
      <Watching session={session} />
    </div>
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

function Watching({ session }: { session: SessionStateBody }) {
  const { t } = useTranslation();
  const now = useStore(useDesk().clock);
  const people = session.people.filter((person) => person.connected).map((person) => person.name);
  return (
    <span className={styles.figure} title={t("address.watching")}>
      <IconEye size={15} aria-hidden="true" />
      {people.join(", ")}
      <time className={styles.time}>{stopwatch(liveFor(session, now))}</time>
    </span>
  );
}
