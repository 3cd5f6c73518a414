import type { SiteConfigBody } from "@samepage/wire";

/** The site's settings are waited for at most this long, in milliseconds: a slow server keeps no sign from the page. */
const WITHIN = 3_000;

/** What holds while the site's settings could not be had: our button, in our own words. */
const UNKNOWN: SiteConfigBody = {
  branding: { name: "", accent: "", position: "", language: "" },
  cobrowse: true,
  launchers: { button: true, code: true },
  texts: {},
  origins: [],
  pages: [],
  receipt: true,
  hooks: [],
};

/** What a page has to know of its site before any connection; reads and sets no cookie. */
export async function loadSiteConfig(base: string, site: string): Promise<SiteConfigBody> {
  const address = `${base}/api/v1/sites/${encodeURIComponent(site)}/page`;
  try {
    const answer = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(WITHIN) });
    return answer.ok ? { ...UNKNOWN, ...((await answer.json()) as Partial<SiteConfigBody>) } : UNKNOWN;
  } catch {
    return UNKNOWN; // no network, or a page's policy: the chat says so when it is opened
  }
}
