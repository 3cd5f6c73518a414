// The console's words. A language is one folder; each of its files says in its head who made it, and a
// key that a language lacks is shown in English.
import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../settings/preferences.ts";
import deCoBrowse from "./de/co-browse.json";
import deConsole from "./de/console.json";
import deReports from "./de/reports.json";
import enCoBrowse from "./en/co-browse.json";
import enConsole from "./en/console.json";
import enReports from "./en/reports.json";

const en = { ...enConsole, ...enCoBrowse, ...enReports };
const de: typeof en = { ...deConsole, ...deCoBrowse, ...deReports };

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

/** The languages of the console by their own names. */
export const LANGUAGE_NAMES = { en: "English", de: "Deutsch" } as const;

const resources = {
  en: { translation: en },
  de: { translation: de },
};

/** Makes the translations for one console. */
export function createTranslations(language: string): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: "en",
    supportedLngs: Object.keys(resources),
    nonExplicitSupportedLngs: true,
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  return instance;
}

/** The language to speak: the agent's choice, else the browser's first one that we have. */
export function spokenLanguage(choice: Language, browser: readonly string[]): string {
  if (choice !== "auto") return choice;
  const known = browser.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in resources);
  return known ?? "en";
}
