import { TextInput } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconReload } from "@tabler/icons-react";
import { type FormEvent, type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { useSelect } from "../lib/store.ts";
import { IconButton } from "../ui/icon-button.tsx";
import styles from "./address-form.module.css";
import type { Stage } from "./stage.ts";

interface Props {
  stage: Stage;
  /** Where the customer is. */
  url: string;
  box: Ref<HTMLInputElement>;
}

/** With Full Control: other pages of the site by address, back, forward, and the page again (A9). */
export function AddressForm({ stage: { session }, url, box }: Props) {
  const { t } = useTranslation();
  const { sessions } = useDesk();
  const [typed, setTyped] = useState(url);
  const notOpened = useSelect(sessions, (state) => state.notOpened);
  const step = (to: "back" | "forward" | "reload") => () => sessions.orders.step(session.session, to);
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const address = withScheme(typed.trim(), url);
    if (address) sessions.open(session.session, address);
  };
  return (
    <form className={styles.root} onSubmit={go}>
      <span className={styles.steps}>
        <IconButton label={t("address.back")} size={28} onClick={step("back")}>
          <IconArrowLeft size={17} stroke={1.8} className={styles.arrow} />
        </IconButton>
        <IconButton label={t("address.forward")} size={28} onClick={step("forward")}>
          <IconArrowRight size={17} stroke={1.8} className={styles.arrow} />
        </IconButton>
        <IconButton label={t("address.reload")} size={28} onClick={step("reload")}>
          <IconReload size={16} stroke={1.8} />
        </IconButton>
      </span>
      <TextInput
        ref={box}
        className={styles.box ?? ""}
        size="xs"
        dir="ltr"
        type="text"
        inputMode="url"
        spellCheck={false}
        autoComplete="off"
        aria-label={t("address.box")}
        value={typed}
        error={notOpened}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          sessions.readNotOpened();
        }}
        onFocus={(event) => event.currentTarget.select()}
      />
    </form>
  );
}

// People type "shop.example/help" or "/help"; what it means is held against the page they are on.
function withScheme(typed: string, here: string): string {
  if (!typed) return "";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return typed;
  if (typed.startsWith("/") && URL.canParse(typed, here)) return new URL(typed, here).href;
  const scheme = URL.canParse(here) ? new URL(here).protocol : "https:";
  return `${scheme}//${typed}`;
}
