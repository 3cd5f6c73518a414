// Pages of the company that hold one fixture each, with the company's own tag.
import type { BrowserContext } from "@playwright/test";
import { bundle } from "./build.ts";

/** Paths of the fixtures' pages begin like this. */
const PATH = "/matrix/";

/** Serves fixtures on the shop's origin to one customer; the shop itself serves everything else. */
export async function serveFixtures(context: BrowserContext, shopUrl: string): Promise<void> {
  const shop = await (await fetch(shopUrl)).text();
  const tag = /<script[^>]*samepage\.js[^>]*><\/script>/.exec(shop)?.[0];
  if (!tag) throw new Error("the shop has no tag");
  // A page that the test itself answers counts as one of the Internet, which may not load from this machine.
  await context.grantPermissions(["local-network-access"]);
  await context.route(`**${PATH}**`, async (route) => {
    const file = new URL(route.request().url()).pathname.slice(PATH.length);
    const { script, style } = await bundle(file);
    const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${file}</title>
      <style>${style}</style><style>body{font:16px sans-serif;margin:16px}#editor{min-height:80px}textarea{display:block}</style>
      <h1>${file}</h1><div id="root"></div><p id="away">away</p>${tag}
      <script>${script.replaceAll("</script", "<\\/script")}</script>`;
    await route.fulfill({ contentType: "text/html; charset=utf-8", body });
  });
}

/** Address of a fixture's page. */
export const pageOf = (shopUrl: string, file: string): string => new URL(PATH + file, shopUrl).href;
