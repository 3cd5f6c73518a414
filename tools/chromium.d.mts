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
