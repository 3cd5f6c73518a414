import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import type { i18n } from "i18next";
import { useEffect, useMemo, useState } from "react";
import { I18nextProvider } from "react-i18next";
import { createTranslations, spokenLanguage } from "../i18n/index.ts";
import { Api, type Me } from "../lib/api.ts";
import { useSelect, useStore } from "../lib/store.ts";
import type { PreferenceStore } from "../settings/preferences.ts";
import { IdentityStore } from "../sign-in/identity.ts";
import { SignInPage } from "../sign-in/sign-in-page.tsx";
import { showToast } from "../ui/toast.ts";
import { DeskContext, PreferencesContext } from "./context.ts";
import { Desk } from "./desk.ts";
import type { Router } from "./router.ts";
import { Shell } from "./shell.tsx";
import { StartScreen } from "./start-screen.tsx";
import { cssVariables, theme } from "./theme.ts";

interface Props {
  router: Router;
  preferences: PreferenceStore;
}

/** The whole console: its look, its language, and who is signed in. */
export function App({ router, preferences }: Props) {
  const choice = useSelect(preferences, (value) => value.theme);
  const translations = useTranslations(preferences);
  const session = useIdentity();
  const scheme = choice === "auto" ? {} : { forceColorScheme: choice };
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" {...scheme}>
      <I18nextProvider i18n={translations}>
        <PreferencesContext value={preferences}>
          <Notifications position="bottom-center" limit={3} />
          <Entrance {...session} router={router} preferences={preferences} translations={translations} />
        </PreferencesContext>
      </I18nextProvider>
    </MantineProvider>
  );
}

function useIdentity(): { api: Api; identity: IdentityStore } {
  const [session] = useState(() => {
    const api = new Api(fetch.bind(window), () => identity.expire());
    const identity: IdentityStore = new IdentityStore(() => api);
    return { api, identity };
  });
  useEffect(() => {
    void session.identity.ask();
  }, [session]);
  return session;
}

function useTranslations(preferences: PreferenceStore): i18n {
  const choice = useSelect(preferences, (value) => value.language);
  const language = spokenLanguage(choice, navigator.languages);
  const [translations] = useState(() => createTranslations(language));
  useEffect(() => {
    void translations.changeLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = translations.dir(language);
  }, [translations, language]);
  return translations;
}

interface EntranceProps extends Props {
  api: Api;
  identity: IdentityStore;
  translations: i18n;
}

function Entrance({ api, identity, translations, router, preferences }: EntranceProps) {
  const who = useStore(identity);
  if (who.phase === "in") {
    const deps = { api, router, preferences, translations };
    return <SignedIn key={who.me.agent.id} me={who.me} {...deps} onSignOut={() => void identity.signOut()} />;
  }
  if (who.phase === "out") {
    return (
      <SignInPage expired={who.expired} onSignIn={(email, password) => identity.signIn(email, password)} />
    );
  }
  return (
    <StartScreen
      {...(who.phase === "unreachable" ? { problem: who.message } : {})}
      onRetry={() => void identity.ask()}
    />
  );
}

interface SignedInProps extends Props {
  me: Me;
  api: Api;
  translations: i18n;
  onSignOut: () => void;
}

function SignedIn({ me, api, router, preferences, translations, onSignOut }: SignedInProps) {
  const desk = useMemo(() => {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    return new Desk({
      me,
      api,
      router,
      preferences,
      storage: localStorage,
      url: `${scheme}//${location.host}/ws/agent`,
      t: translations.t,
      toast: (message) => showToast(translations.t, message),
    });
  }, [me, api, router, preferences, translations]);
  useEffect(() => {
    desk.start();
    return () => desk.stop();
  }, [desk]);
  return (
    <DeskContext value={desk}>
      <Shell onSignOut={onSignOut} />
    </DeskContext>
  );
}
