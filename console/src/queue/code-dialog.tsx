import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { EntryRefusal } from "../co-browse/entry-refusal.tsx";
import { CODE } from "../co-browse/joining-store.ts";
import { useSelect } from "../lib/store.ts";
import styles from "./code-dialog.module.css";

/** Digits of a customer's code. */
const DIGITS = 6;

interface Props {
  opened: boolean;
  /** Whether the focus goes back to where it was; a session that was entered has it. */
  returnFocus: boolean;
  onClose: () => void;
}

/** The code that a customer reads out on the phone (A19). The session comes to the front when it is right. */
export function CodeDialog({ opened, returnFocus, onClose }: Props) {
  const { t } = useTranslation();
  const { joining } = useDesk();
  const close = (): void => {
    joining.dismissRefusal();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      returnFocus={returnFocus}
      title={t("code.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <CodeForm onCancel={close} />
    </Modal>
  );
}

function CodeForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation();
  const { joining, connection } = useDesk();
  const online = useSelect(connection, (state) => state.phase === "open");
  const busy = useSelect(joining, (state) => state.entering === CODE);
  const [typed, setTyped] = useState("");
  const [short, setShort] = useState(false);
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const complete = typed.length === DIGITS;
    setShort(!complete);
    if (complete) joining.enterCode(typed);
  };
  const words = (code: string): string | undefined => {
    if (code === "not_found" || code === "invalid") return t("code.wrong");
    if (code === "expired" || code === "ended") return t("code.expired");
    return code === "conflict" ? t("code.used") : undefined; // too_fast: the server says for how long
  };
  return (
    <form onSubmit={go} noValidate>
      <TextInput
        data-autofocus
        label={t("code.label")}
        description={t("code.text")}
        classNames={{ input: styles.code ?? "" }}
        size="lg"
        inputMode="numeric"
        autoComplete="off"
        dir="ltr"
        value={spaced(typed)}
        error={short ? t("code.short") : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value.replace(/\D/g, "").slice(0, DIGITS));
          setShort(false);
          joining.dismissRefusal();
        }}
      />
      <EntryRefusal place={CODE} words={words} />
      <div className={styles.answers}>
        <Button variant="default" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={busy} disabled={!online}>
          {t("code.go")}
        </Button>
      </div>
    </form>
  );
}

// As it is read out: two groups of three.
function spaced(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}
