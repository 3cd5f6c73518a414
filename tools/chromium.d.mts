/** What Playwright starts Chromium with. */
export interface ChromiumOptions {
  executablePath: string;
  args: string[];
}

/**
 * The headless shell where it is installed, else the whole browser; `CHROMIUM` in the environment names another.
 * @param more flags besides the usual ones
 */
export function chromiumOptions(...more: string[]): ChromiumOptions;

/** The whole browser, for what the shell lacks: a back/forward cache. */
export function wholeChromiumOptions(): ChromiumOptions & { ignoreDefaultArgs: string[] };
