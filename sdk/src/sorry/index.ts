import type { Branding } from "@samepage/wire";
import { loadSiteConfig } from "../launch/site-config.ts";
import { textsOf } from "../texts/compile.ts";
import { loadLanguage } from "../texts/load.ts";
import type { SomeWords } from "../texts/types.ts";
import { SorryView } from "./view.ts";

/** Why the page script cannot work here, as far as customers can do something about it. */
export type SorryFor = "insecure" | "unsupported";

export interface SorryConfig {
  why: SorryFor;
  site: string;
  /** Origin of the Samepage host. */
  base: string;
  look: { language?: string; accent?: string; position?: string };
  /** Whether the button shows by itself, as it would where the page script works. */
  auto: boolean;
}

/** What the customer's page is left with where the rest cannot run. */
export interface Sorry {
  /** Says why. */
  open(): void;
  remove(): void;
}

/**
 * Stands in for the page script where it cannot run (C12): the button is where it always is, and says why
 * instead of opening the chat. Needs nothing that the browsers it is for lack.
 */
export async function startSorry({ why, site, base, look, auto }: SorryConfig): Promise<Sorry> {
  const wishes = [look.language, document.documentElement.lang, navigator.language];
  const [language, config] = await Promise.all([loadLanguage(wishes), loadSiteConfig(base, site)]);
  const texts = textsOf(language, config.texts[language.language] as SomeWords | undefined);
  const branding: Partial<Branding> = config.branding;
  return new SorryView({
    texts,
    words: texts[why],
    button: auto && config.launchers.button,
    accent: branding.accent || look.accent,
    left: (branding.position || look.position) === "bottom-left",
  });
}
