import { listsOrigin } from "../launch/origins.ts";

/** Where a link, form or script leads, as seen by the site: its own pages, another of its origins, or away. */
export type Way = "here" | "other" | "away";

/** Which way an address is; undefined for what opens no page (mail, scripts). */
export function wayTo(address: string, window: Window, origins: readonly string[]): Way | undefined {
  let url: URL;
  try {
    url = new URL(address, window.document.baseURI);
  } catch {
    return undefined; // the browser opens nothing for it either
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  if (url.origin === window.location.origin) return "here";
  return listsOrigin(origins, url.origin) ? "other" : "away";
}

/**
 * Where a link or form leads in the end. Redirects of the server are not known before they happen: a page says with
 * the attribute that one of its own addresses leads to another origin.
 */
export function endOf(el: Element, address: string): string {
  const said = el.getAttribute("data-samepage-to");
  const { baseURI } = el;
  return said !== null && URL.canParse(said, baseURI) ? new URL(said, baseURI).href : address;
}

/** The link that a click goes through, if any. */
export function linkOf(event: Event): HTMLAnchorElement | HTMLAreaElement | undefined {
  for (const at of event.composedPath()) {
    const isLink = at instanceof HTMLAnchorElement || at instanceof HTMLAreaElement;
    if (isLink && at.href !== "") return at;
  }
  return undefined;
}

/** Whether the click opens another tab or window, and this page stays. */
export function staysHere(event: MouseEvent, target: string): boolean {
  const { button, ctrlKey, metaKey, shiftKey } = event;
  return button !== 0 || ctrlKey || metaKey || shiftKey || opensAnother(target);
}

/** Whether a target names another tab or window; pages that may be shared are never in a frame. */
export function opensAnother(target: string): boolean {
  return !["", "_self", "_parent", "_top"].includes(target.toLowerCase());
}

/** Address and target of a form, as the button that submits it has them. */
export function aimOf(form: HTMLFormElement, submitter: HTMLElement | null) {
  const button = submitter as HTMLButtonElement | null;
  const own = button?.hasAttribute("formaction") ? button : undefined;
  return {
    /** The element whose attribute decides, and the attribute. */
    owner: own ?? form,
    attribute: own ? "formaction" : "action",
    address: own ? own.formAction : addressOf(form),
    /** Where that leads in the end. */
    end: endOf(own ?? form, own ? own.formAction : addressOf(form)),
    target: (button?.hasAttribute("formtarget") && button.formTarget) || form.target || "",
  };
}

/** A field of the form may be called "action" and hide the property. */
function addressOf(form: HTMLFormElement): string {
  return new URL(form.getAttribute("action") ?? "", form.ownerDocument.baseURI).href;
}
