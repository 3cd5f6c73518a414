import { en } from "./en.ts";
import type { Texts } from "./types.ts";

/** A language is a chunk of its own; English is always there to fall back on. */
const LANGUAGES: { [code: string]: () => Promise<Texts> } = {
  en: async () => en,
  de: async () => (await import("./de.ts")).de,
};

/** The first of the wished languages (BCP 47) that we have; English where there is none, or none arrives. */
export async function loadTexts(wishes: readonly (string | undefined)[]): Promise<Texts> {
  for (const wish of wishes) {
    const load = LANGUAGES[(wish ?? "").toLowerCase().split("-")[0] ?? ""];
    if (load) return load().catch(() => en);
  }
  return en;
}
