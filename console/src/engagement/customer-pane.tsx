import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ClientFacts } from "../co-browse/client-facts.tsx";
import { useLocale } from "../i18n/use-locale.ts";
import { dateTime } from "../lib/format.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Facts } from "../ui/facts.tsx";
import styles from "./customer-pane.module.css";
import type { Thread } from "./thread.ts";

/** Beside the conversation: what is known of the customer. */
export function CustomerPane({ thread }: { thread: Thread }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { state } = thread;
  return (
    <aside className={styles.root} aria-label={t("pane.name")}>
      <header className={styles.who}>
        <Avatar name={state.customer} size={44} online={state.online} />
        <div className={styles.names}>
          <h2 className={styles.name}>{state.customer || t("visitor")}</h2>
          <p className={styles.state}>{state.online ? t("pane.online") : t("pane.offline")}</p>
        </div>
      </header>
      {state.page && (
        <Section title={t("pane.page")}>
          <p className={styles.title} dir="auto">
            {state.page.title}
          </p>
          <p className={styles.address} dir="ltr">
            {state.page.url}
          </p>
        </Section>
      )}
      <Section title={t("pane.chat")}>
        <Facts
          rows={[
            [t("pane.site"), state.site_name],
            [t("pane.since"), dateTime(state.created_at, locale)],
            [t("pane.key"), state.external_key],
          ]}
        />
      </Section>
      {state.client && (
        <Section title={t("pane.client")}>
          <ClientFacts client={state.client} />
        </Section>
      )}
    </aside>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}
