import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { ja } from "./ja.ts";
import { pt } from "./pt.ts";
import type { WatchWords } from "./types.ts";
import { zh } from "./zh.ts";

export type { WatchWords } from "./types.ts";

/** The eight languages of the customer's side (C10). */
const ALL: readonly WatchWords[] = [en, de, fr, es, pt, ar, zh, ja];

/** The words in the first of some languages (BCP 47) that we have; English where there is none. */
export function watchWordsOf(languages: readonly string[]): WatchWords {
  for (const wanted of languages) {
    const base = wanted.toLowerCase().split("-")[0];
    const found = ALL.find(({ language }) => language === base);
    if (found) return found;
  }
  return en;
}

/** Languages that are read from right to left. */
export function directionOf({ language }: WatchWords): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}
