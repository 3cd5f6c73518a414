import type { App, AppConfig } from "../api.ts";
import { loadTexts } from "../texts/load.ts";
import { PageApp } from "./app.ts";

/** Starts the page script; called by the loader. */
export async function startApp(config: AppConfig): Promise<App> {
  const texts = await loadTexts([config.look.language, document.documentElement.lang, navigator.language]);
  return new PageApp(config, texts);
}
