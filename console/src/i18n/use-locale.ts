// The language of the words, with the region of the browser: dates and hours as the agent writes them.
import { useTranslation } from "react-i18next";

/** Finds the browser's own variety of a language ("en" → "en-GB"), else the language itself. */
export function localeOf(language: string, browser: readonly string[]): string {
  return browser.find((tag) => tag.split("-")[0] === language) ?? language;
}

export function useLocale(): string {
  const { i18n } = useTranslation();
  return localeOf(i18n.language, navigator.languages);
}
