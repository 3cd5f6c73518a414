import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../lib/api.ts";
import { Logo } from "../ui/logo.tsx";
import styles from "./sign-in-page.module.css";

interface Props {
  /** The agent was signed in a moment ago, and no longer is. */
  expired: boolean;
  onSignIn: (email: string, password: string) => Promise<void>;
}

/** Where agents sign in with e-mail and password. */
export function SignInPage({ expired, onSignIn }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    try {
      await onSignIn(String(fields.get("email")).trim(), String(fields.get("password")));
    } catch (error) {
      const code = error instanceof ApiError ? error.code : "internal";
      if (code === "unauthorised") setProblem(t("signIn.wrong"));
      else if (code === "too_fast") setProblem(t("signIn.tooFast"));
      else setProblem(error instanceof Error ? error.message : t("signIn.failed"));
      setBusy(false);
    }
  };

  return (
    <main className={styles.root}>
      <div className={styles.card}>
        <header className={styles.header}>
          <Logo size={36} />
          <div>
            <h1 className={styles.title}>{t("signIn.title")}</h1>
            <p className={styles.subtitle}>{t("signIn.subtitle")}</p>
          </div>
        </header>
        {expired && (
          <Alert color="petrol" icon={<IconInfoCircle size={18} />} mb="md">
            {t("signIn.expired")}
          </Alert>
        )}
        <form className={styles.form} onSubmit={(event) => void submit(event)}>
          <TextInput
            name="email"
            type="email"
            label={t("signIn.email")}
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
          />
          <PasswordInput
            name="password"
            label={t("signIn.password")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword"), tabIndex: 0 }}
          />
          <p className={styles.problem} role="alert">
            {problem}
          </p>
          <Button type="submit" loading={busy} fullWidth>
            {t("signIn.submit")}
          </Button>
        </form>
      </div>
    </main>
  );
}
