// Pages of the company that hold one fixture each, with the company's own tag.
import type { BrowserContext } from "@playwright/test";
import { servePages } from "../lib/company-page.ts";
import { bundle } from "./build.ts";

/** Paths of the fixtures' pages begin like this. */
const PATH = "/matrix/";

/** Serves fixtures on the shop's origin to one customer; the shop itself serves everything else. */
export function serveFixtures(context: BrowserContext, shopUrl: string): Promise<void> {
  return servePages(context, shopUrl, `**${PATH}**`, async ({ pathname }) => {
    const file = pathname.slice(PATH.length);
    const { script, style } = await bundle(file);
    const content = `<style>${style}</style>
      <style>body{font:16px sans-serif;margin:16px}#editor{min-height:80px}textarea{display:block}</style>
      <h1>${file}</h1><div id="root"></div><p id="away">away</p>
      <script>${script.replaceAll("</script", "<\\/script")}</script>`;
    return { title: file, content };
  });
}

/** Address of a fixture's page. */
export const pageOf = (shopUrl: string, file: string): string => new URL(PATH + file, shopUrl).href;
