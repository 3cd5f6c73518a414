// What every story is told with: Playwright's own test, and an end to what a story has opened. Contexts that
// a test makes by hand live as long as their browser, and a console without its server does not rest.
import { test as base } from "@playwright/test";

export { expect } from "@playwright/test";

export const test = base.extend<{ tidy: undefined }>({
  tidy: [
    async ({ browser }, use) => {
      const before = new Set(browser.contexts());
      await use(undefined);
      for (const context of browser.contexts()) if (!before.has(context)) await context.close();
    },
    { auto: true },
  ],
});
