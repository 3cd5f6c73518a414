import { listsOrigin } from "../launch/origins.ts";

/** Opens another page of the site (A9). Answers false for every other address, whatever the server let through (W24). */
export function openPage(window: Window, origins: readonly string[], address: string): boolean {
  if (!URL.canParse(address, window.document.baseURI)) return false;
  const url = new URL(address, window.document.baseURI);
  if (!isOfSite(window, origins, url)) return false;
  window.location.assign(url);
  return true;
}

/** Whether an address is one of the site's own pages. */
export function isOfSite(window: Window, origins: readonly string[], url: URL): boolean {
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && (url.origin === window.location.origin || listsOrigin(origins, url.origin));
}

/** Goes back or forward, or loads the page again. @param to back, forward or reload */
export function step(window: Window, to: string): boolean {
  if (to === "back") window.history.back();
  else if (to === "forward") window.history.forward();
  else if (to === "reload") window.location.reload();
  else return false;
  return true;
}
