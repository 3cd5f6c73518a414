import { loadSiteConfig } from "../launch/site-config.ts";
import { textsOf } from "../texts/compile.ts";
import { loadLanguage } from "../texts/load.ts";
import type { SomeWords } from "../texts/types.ts";
import { PageApp } from "./app.ts";
import type { App, AppConfig } from "./contract.ts";

export { loadSiteConfig } from "../launch/site-config.ts";

/** Starts the page script; called by the loader. */
export async function startApp(config: AppConfig): Promise<App> {
  const { look, options, base } = config;
  const wishes = [options.language, look.language, document.documentElement.lang, navigator.language];
  const [language, site] = await Promise.all([loadLanguage(wishes), loadSiteConfig(base, config.site)]);
  const own = site.texts[language.language] as SomeWords | undefined;
  return new PageApp(config, site, textsOf(language, own));
}
