import { withClaim } from "../loader/claim.ts";
import type { Claims } from "./claims.ts";
import { aimOf, linkOf, opensAnother, staysHere, type Way, wayTo } from "./destination.ts";
import { patchOpen, type SentOff, watchNavigation } from "./scripts.ts";

export interface RoutesOptions {
  window: Window & typeof globalThis;
  /** The site's origins, as patterns. */
  origins: readonly string[];
  claims: Claims;
  /** Asks whether the customer means to leave the company's pages; goes there itself after a yes. */
  leave: (address: string) => void;
  /** The page goes away from the company's pages and cannot be asked about it. */
  leaves: () => void;
}

/**
 * Follows the customer to the site's other origins (C7): asks for a claim when a link, form or button that may lead
 * there is pressed or focused, and puts it into the address in the moment of going. Links out of the company's pages
 * are asked about first (C8). Everything that the page has decided itself stays: what it prevents does not happen.
 */
export class Routes {
  #options: RoutesOptions;
  #undo: (() => void)[];
  /** Where the customer goes as decided: not looked at once more. */
  #decided = "";

  constructor(options: RoutesOptions) {
    this.#options = options;
    const { window } = options;
    const listen = <K extends keyof WindowEventMap>(
      type: K,
      listener: (event: WindowEventMap[K]) => void,
      capture: boolean,
    ) => {
      window.addEventListener(type, listener, { capture });
      return () => window.removeEventListener(type, listener, { capture });
    };
    this.#undo = [
      listen("pointerdown", this.#foresee, true),
      listen("focusin", this.#foresee, true),
      listen("keydown", (event) => event.key === "Enter" && this.#foresee(event), true),
      listen("click", this.#clicked, false),
      listen("auxclick", this.#clicked, false),
      listen("submit", this.#submitted, false),
      patchOpen(window, (address) => this.#opened(address)),
      watchNavigation(window, (sentOff) => this.#sentOff(sentOff)),
    ];
  }

  /** Goes there, whatever way that is. */
  go(address: string): void {
    this.#decided = address;
    this.#options.window.location.assign(address);
  }

  close(): void {
    for (const undo of this.#undo) undo();
  }

  #way(address: string): Way | undefined {
    return wayTo(address, this.#options.window, this.#options.origins);
  }

  #foresee = (event: Event): void => {
    const { claims, origins, window } = this.#options;
    const origin = this.#aheadOf(event) ?? theOther(origins, window.location.origin);
    if (origin) claims.prepare(origin);
  };

  /** The other origin that what was pressed or focused leads to. */
  #aheadOf(event: Event): string | undefined {
    const link = linkOf(event);
    const within = event.composedPath().find((at) => at instanceof Element) as Element | undefined;
    const form = link ? null : within?.closest("form");
    const address = link?.href ?? (form && aimOf(form, within?.closest("button,input") ?? null).address);
    return address && this.#way(address) === "other" ? new URL(address).origin : undefined;
  }

  #clicked = (event: MouseEvent): void => {
    const link = linkOf(event);
    if (!link || event.defaultPrevented || event.button === 2 || link.hasAttribute("download")) return;
    const stays = staysHere(event, link.target);
    const way = this.#way(link.href);
    if (way === "other") this.#goOver(event, link, stays);
    else if (way === "away" && !stays) {
      event.preventDefault();
      this.#options.leave(link.href);
    }
  };

  #goOver(event: Event, link: HTMLAnchorElement | HTMLAreaElement, stays: boolean): void {
    const { href } = link;
    const claim = this.#options.claims.take(new URL(href).origin);
    if (claim !== undefined) {
      forThisEvent(link, "href", withClaim(href, claim));
    } else if (!stays) {
      event.preventDefault();
      this.#goWithClaim(href);
    } // another tab cannot be opened later: it opens without
  }

  #submitted = (event: SubmitEvent): void => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method === "dialog") return;
    const { owner, attribute, address, target } = aimOf(form, event.submitter);
    const way = this.#way(address);
    if (way === "away" && !opensAnother(target)) this.#options.leaves();
    if (way !== "other") return;
    const claim = this.#options.claims.take(new URL(address).origin);
    if (claim !== undefined) forThisEvent(owner, attribute, withClaim(address, claim));
  };

  /** A script of the page opens another window: the address that it gets. */
  #opened(address: string): string {
    if (this.#way(address) !== "other") return address;
    const { href, origin } = new URL(address, this.#options.window.document.baseURI);
    const claim = this.#options.claims.take(origin);
    return claim === undefined ? address : withClaim(href, claim);
  }

  /** The page is on its way, by a script or by a link whose click did not reach us. */
  #sentOff({ address, isForm, byCustomer, stop }: SentOff): void {
    if (address === this.#decided) return;
    const way = this.#way(address);
    if (way === "other" && !isForm) {
      stop();
      this.#goWithClaim(address);
    } else if (way === "away" && byCustomer && !isForm) {
      stop();
      this.#options.leave(address);
    } else if (way === "away") this.#options.leaves();
  }

  /** Goes there with a claim; without one where none comes in time, and the session is left then. */
  #goWithClaim(address: string): void {
    const { claims } = this.#options;
    claims
      .obtain(new URL(address).origin)
      .then((claim) => this.go(claim === undefined ? address : withClaim(address, claim)), reportError);
  }
}

/** Gives an attribute another value until the browser has acted on the event that is on its way. */
function forThisEvent(el: Element, attribute: string, value: string): void {
  const before = el.getAttribute(attribute);
  el.setAttribute(attribute, value);
  setTimeout(() => {
    if (before === null) el.removeAttribute(attribute);
    else el.setAttribute(attribute, before);
  });
}

/** The site's other origin, where there is exactly one and it is known. */
function theOther(origins: readonly string[], here: string): string | undefined {
  const others = origins.filter((origin) => origin !== here);
  return others.length === 1 && !others[0]?.includes("*") ? others[0] : undefined;
}
