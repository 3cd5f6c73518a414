import { textsOf } from "./compile.ts";
import type { Language, SomeWords, Texts } from "./types.ts";

/** English needs no words of its own: they are what stands in for all others. */
export const ENGLISH: Language = { language: "en", direction: "ltr", words: {} };

/** A language is a chunk of its own. */
export const LANGUAGES: { [code: string]: () => Promise<Language> } = {
  en: async () => ENGLISH,
  de: async () => (await import("./de.ts")).de,
  es: async () => (await import("./es.ts")).es,
  fr: async () => (await import("./fr.ts")).fr,
  pt: async () => (await import("./pt.ts")).pt,
  ar: async () => (await import("./ar.ts")).ar,
  zh: async () => (await import("./zh.ts")).zh,
  ja: async () => (await import("./ja.ts")).ja,
};

/** The first of the wished languages (BCP 47) that we have; English where there is none, or none arrives. */
export async function loadLanguage(wishes: readonly (string | undefined)[]): Promise<Language> {
  for (const wish of wishes) {
    const load = LANGUAGES[(wish ?? "").toLowerCase().split("-")[0] ?? ""];
    if (load) return load().catch(() => ENGLISH);
  }
  return ENGLISH;
}

/** Texts of the first wished language that we have, with the site's own words before ours. */
export async function loadTexts(wishes: readonly (string | undefined)[], own?: SomeWords): Promise<Texts> {
  return textsOf(await loadLanguage(wishes), own);
}
