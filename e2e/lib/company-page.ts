// Pages that a story makes up: answered in place of the company's servers, with the company's own tag.
import type { BrowserContext } from "@playwright/test";

/**
 * Answers addresses of one customer's browser; all others go where they lead.
 * @param addresses a pattern of Playwright's
 * @param page title and content, scripts and styles included
 */
export async function servePages(
  context: BrowserContext,
  shopUrl: string,
  addresses: string,
  page: (url: URL) => Promise<{ title: string; content: string }>,
): Promise<void> {
  const shop = await (await fetch(shopUrl)).text();
  const tag = /<script[^>]*samepage\.js[^>]*><\/script>/.exec(shop)?.[0];
  if (!tag) throw new Error("the shop has no tag");
  // A page that the test itself answers counts as one of the Internet, which may not load from this machine.
  await context.grantPermissions(["local-network-access"]);
  await context.route(addresses, async (route) => {
    const { title, content } = await page(new URL(route.request().url()));
    const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>${tag}${content}`;
    await route.fulfill({ contentType: "text/html; charset=utf-8", body });
  });
}
