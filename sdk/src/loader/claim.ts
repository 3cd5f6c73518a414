/** Name of the hand-over claim in a fragment (C7); it is the last of what stands there. */
const NAME = "samepage-claim=";

/** Where the early script leaves a claim for the loader, which comes after the page's own scripts. */
const LEFT = "samepage.claim";

/** Puts a claim into the fragment of an address, behind what the page has there itself. */
export function withClaim(address: string, claim: string): string {
  return `${address}${address.includes("#") ? "&" : "#"}${NAME}${claim}`;
}

/** Takes the claim out of the page's address, which looks then as if it had never been there; undefined where there is none. */
export function takeClaim(window: Window): string | undefined {
  const { href } = window.location;
  const found = /[#&]samepage-claim=([\w-]+)$/.exec(href);
  if (!found) return undefined;
  const clean = href.slice(0, found.index);
  window.history.replaceState(window.history.state, "", clean);
  if (clean.includes("#")) window.location.replace(clean); // scrolls to what the page's own fragment names
  return found[1];
}

/** For the early script: keeps the claim until the loader asks. */
export function leaveClaim(window: Window): void {
  const claim = takeClaim(window);
  if (!claim) return;
  try {
    window.sessionStorage.setItem(LEFT, claim);
  } catch {
    // storage is switched off: the session is left, as if there had been no claim
  }
}

/** The claim that this page was opened with, out of its address or as the early script left it. */
export function claimOf(window: Window): string | undefined {
  const claim = takeClaim(window);
  try {
    const left = window.sessionStorage.getItem(LEFT) ?? undefined;
    window.sessionStorage.removeItem(LEFT);
    return claim ?? left;
  } catch {
    return claim;
  }
}
