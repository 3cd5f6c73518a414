import type { ClientInfo } from "@samepage/wire";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/use-locale.ts";
import { Facts } from "../ui/facts.tsx";
import styles from "./client-facts.module.css";
import { clientNotes } from "./client-notes.ts";

interface Props {
  client: ClientInfo;
  /** Escalation mode of the session; absent outside a session. */
  escalation?: string;
  /** Round trip measured by the viewer, milliseconds; 0 or absent = the client's own figure. */
  rtt?: number;
}

/** Client Info (A12). What the browser did not tell is said to be unknown, never guessed. */
export function ClientFacts({ client, escalation, rtt }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const trip = rtt || client.rtt;
  const size = client.width > 0 ? `${client.width} × ${client.height}` : "";
  const rows: [string, string][] = [
    [t("client.os"), withVersion(t, client.os, client.os_version)],
    [t("client.browser"), withVersion(t, client.browser, client.browser_version)],
    [t("client.device"), client.mobile ? t("client.mobile") : t("client.desktop")],
    [t("client.viewport"), size],
    [t("client.dpr"), client.dpr > 0 ? String(Math.round(client.dpr * 100) / 100) : ""],
    [t("client.language"), languageName(client.language, locale)],
    [t("client.zone"), client.time_zone.replaceAll("_", " ")],
    [t("client.rtt"), trip > 0 ? t("client.ms", { ms: trip }) : ""],
    [t("client.version"), client.client_version],
  ];
  if (escalation)
    rows.push([
      t("client.escalation"),
      escalation === "advanced" ? t("client.advanced") : t("client.instant"),
    ]);
  const notes = clientNotes(client);
  return (
    <>
      <Facts rows={rows.map(([name, value]) => [name, value.trim() || t("client.unknown")])} />
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note}>{t(`client.note.${note}`)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function withVersion(t: TFunction, name: string, version: string): string {
  if (!name || version) return `${name} ${version}`;
  return t("client.withoutVersion", { name });
}

function languageName(tag: string, language: string): string {
  if (!tag) return "";
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag; // not a language tag: shown as it came
    throw error;
  }
}
