import type { CaptureHost } from "./host.ts";

/** Bytes that script may have added to a page whose source still holds more than the page shows. */
const GROWN_MAX = 512;
/** Longer sources are not read: their text would be held twice. */
const SOURCE_MAX = 4 * 1024 * 1024;
/** To write down a page of more elements would hold it up. */
const LONG_ELEMENTS = 5_000;
const DECLARES = "template[shadowrootmode]";
const CLOSED = /<template\s[^>]*shadowrootmode\s*=\s*["']?closed/i;

/**
 * Closed shadow roots that the page's markup declares can't be reached by any script. They are made again after the
 * page's source, for the mirror alone: `found` gets each with its host.
 */
export async function findDeclaredRoots(
  host: CaptureHost,
  found: (host: Element, root: ShadowRoot) => void,
): Promise<void> {
  const { window } = host;
  const text = await sourceOf(host).catch(() => ""); // it may not be read: what is inside is not shown
  if (!CLOSED.test(text)) return;
  const source = new window.DOMParser().parseFromString(text, "text/html");
  const standIn = createStandIns(host);
  compare(source.documentElement, window.document.documentElement);

  /** Follows the source beside the page: the next of the same name and id is the same element. */
  function compare(written: ParentNode, live: ParentNode): void {
    let from = 0;
    const { children } = live;
    for (const one of written.children) {
      if (one.matches(DECLARES)) continue;
      let at = from;
      while (at < children.length && !isSame(one, children[at] as Element)) at++;
      const match = children[at];
      if (!match) continue;
      from = at + 1;
      const template = declaredIn(one);
      if (template) declared(template, match);
      if (template || one.querySelector(DECLARES)) compare(one, match);
    }
  }

  function declared(template: HTMLTemplateElement, live: Element): void {
    const open = host.natives.shadowRoot(live);
    if (open) compare(template.content, open);
    else if (!live.localName.includes("-") && isClosed(template)) found(live, standIn(live, template));
  }
}

/**
 * The page's source as text, "" where it holds nothing that the page does not show. It is read from the browser's cache;
 * what may not be kept there is asked for once more, without cookies, so that it concerns nobody: unless the page is a
 * long one, or its address has a query, which may be good for one time.
 */
async function sourceOf({ window }: CaptureHost): Promise<string> {
  const [entry] = window.performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (!entry || !/^https?:/.test(entry.name) || entry.decodedBodySize > SOURCE_MAX) return "";
  const root = window.document.documentElement;
  const isLong = root.getElementsByTagName("*").length > LONG_ELEMENTS;
  if (!isLong && entry.decodedBodySize + GROWN_MAX < new TextEncoder().encode(root.outerHTML).length)
    return "";
  const read = (options: RequestInit): Promise<string> =>
    window.fetch(entry.name, options).then((response) => (response.ok ? response.text() : ""));
  return read({ cache: "only-if-cached", mode: "same-origin" })
    .then((text) => text || Promise.reject(new Error("not kept")))
    .catch(() =>
      isLong || new URL(entry.name).search ? "" : read({ cache: "force-cache", credentials: "omit" }),
    );
}

/** Makes stand-ins for closed roots, which the capture treats as parts of the page. */
function createStandIns(host: CaptureHost) {
  const { natives } = host;
  const { document, CSSStyleSheet } = host.window;
  const hosts = new WeakMap<Node, Element>();
  const { host: hostOf, isConnected } = natives;
  // Rules of the real surroundings hold inside, too.
  natives.host = (root) => hosts.get(root) ?? hostOf(root);
  natives.isConnected = (node) => {
    const real = isConnected(node) ? undefined : hosts.get(natives.getRootNode(node));
    return real ? isConnected(real) : isConnected(node);
  };

  return (real: Element, template: HTMLTemplateElement): ShadowRoot => {
    const root = attach(document.createElement(real.localName), template);
    hosts.set(root, real);
    return root;
  };

  function attach(owner: Element, template: HTMLTemplateElement): ShadowRoot {
    const root = owner.attachShadow({ mode: isClosed(template) ? "closed" : "open" });
    for (const el of template.content.querySelectorAll("*")) disarm(el);
    root.append(...template.content.childNodes);
    // Sheets of what is not in the page are not made by the browser.
    root.adoptedStyleSheets = [
      ...root.querySelectorAll<HTMLStyleElement | HTMLLinkElement>("style,link[rel~=stylesheet i][href]"),
    ].map(sheetOf);
    for (const inner of root.querySelectorAll("*")) {
      const nested = declaredIn(inner);
      if (nested && !inner.localName.includes("-")) attach(inner, nested);
      nested?.remove();
    }
    return root;
  }

  function sheetOf(el: HTMLStyleElement | HTMLLinkElement): CSSStyleSheet {
    const { media } = el;
    if (!("href" in el)) {
      const sheet = new CSSStyleSheet({ media });
      sheet.replaceSync(el.textContent);
      return sheet;
    }
    const sheet = new CSSStyleSheet({ media, baseURL: el.href });
    // The browser has it: the same link is in the root that can't be reached.
    host.window
      .fetch(el.href, { cache: "force-cache", mode: "same-origin" })
      .then((response) => (response.ok ? response.text() : ""))
      .then((text) => sheet.replaceSync(text))
      .catch(() => undefined); // another origin's, or gone: shown without it
    return sheet;
  }
}

/** What is not shown must not run, nor be heard. */
function disarm(el: Element): void {
  for (const name of el.getAttributeNames()) if (/^on|^autoplay$/.test(name)) el.removeAttribute(name);
}

/** The template that makes an element a shadow host: the first. */
function declaredIn(el: Element): HTMLTemplateElement | undefined {
  return [...el.children].find((child): child is HTMLTemplateElement => child.matches(DECLARES));
}

function isClosed(template: HTMLTemplateElement): boolean {
  return template.getAttribute("shadowrootmode")?.toLowerCase() === "closed";
}

function isSame(written: Element, live: Element): boolean {
  return written.localName === live.localName && written.id === live.id;
}
