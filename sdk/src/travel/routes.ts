import { withClaim } from "../loader/claim.ts";
import type { Claims } from "./claims.ts";
import { aimOf, endOf, linkOf, opensAnother, staysHere, type Way, wayTo } from "./destination.ts";
import { copyOf, send } from "./forms.ts";
import { patchOpen, patchSubmit, type SentOff, watchNavigation } from "./scripts.ts";

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
  /** The browser's own way to send a form without an event. */
  #submit: () => void;

  constructor(options: RoutesOptions) {
    this.#options = options;
    const { window } = options;
    this.#submit = window.HTMLFormElement.prototype.submit;
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
      patchSubmit(window, (form) => this.#sentByScript(form)),
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
    const address = link
      ? endOf(link, link.href)
      : form && aimOf(form, within?.closest("button,input") ?? null).end;
    return address && this.#way(address) === "other" ? new URL(address).origin : undefined;
  }

  #clicked = (event: MouseEvent): void => {
    const link = linkOf(event);
    if (!link || event.defaultPrevented || event.button === 2 || link.hasAttribute("download")) return;
    const stays = staysHere(event, link.target);
    const way = this.#way(endOf(link, link.href));
    if (way === "other") this.#goOver(event, link, stays);
    else if (way === "away" && !stays) {
      event.preventDefault();
      this.#options.leave(link.href);
    }
  };

  #goOver(event: Event, link: HTMLAnchorElement | HTMLAreaElement, stays: boolean): void {
    const { href } = link;
    const { origin } = new URL(endOf(link, href));
    const claim = this.#options.claims.take(origin);
    if (claim !== undefined) {
      forThisEvent(link, "href", withClaim(href, claim));
    } else if (!stays) {
      event.preventDefault();
      this.#goWithClaim(href, origin);
    } // another tab cannot be opened later: it opens without
  }

  #submitted = (event: SubmitEvent): void => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method === "dialog") return;
    if (this.#sends(form, event.submitter)) event.preventDefault();
  };

  /** A script sends a form and no event tells of it. Answers whether it is sent from here. */
  #sentByScript(form: HTMLFormElement): boolean {
    return form.method !== "dialog" && form.isConnected && this.#sends(form, null);
  }

  /** A form is on its way: gives it a claim, or sends it once there is one. */
  #sends(form: HTMLFormElement, submitter: HTMLElement | null): boolean {
    const { owner, attribute, address, end, target } = aimOf(form, submitter);
    const way = this.#way(end);
    if (way === "away" && !opensAnother(target)) this.#options.leaves();
    if (way !== "other") return false;
    const { claims } = this.#options;
    const { origin } = new URL(end);
    const claim = claims.take(origin);
    if (claim !== undefined) forThisEvent(owner, attribute, withClaim(address, claim));
    else if (!opensAnother(target)) {
      const copy = copyOf(form, submitter);
      this.#withClaim(address, origin, (claimed) => send(copy, claimed, this.#submit));
      return true;
    } // another tab cannot be opened later
    return false;
  }

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
      this.#goWithClaim(address, new URL(address).origin);
    } else if (way === "away" && byCustomer && !isForm) {
      stop();
      this.#options.leave(address);
    } else if (way === "away") this.#options.leaves();
  }

  #goWithClaim(address: string, origin: string): void {
    this.#withClaim(address, origin, (claimed) => this.go(claimed));
  }

  /** Goes on with a claim in the address; without one where none comes in time, and the session is left then. */
  #withClaim(address: string, origin: string, goOn: (address: string) => void): void {
    const { claims } = this.#options;
    claims
      .obtain(origin)
      .then((claim) => goOn(claim === undefined ? address : withClaim(address, claim)))
      .catch(reportError);
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
