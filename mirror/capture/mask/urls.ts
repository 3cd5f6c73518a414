/** Addresses as they may be told: origin and path. Query, fragment, user and anything that is not http(s) stay here. */
const PLAIN_SCHEMES = new Set(["http:", "https:"]);

export function tellUrl(address: string, base: string): string {
  if (address === "" || address.startsWith("#")) return "#";
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    return "#"; // not an address: nothing of it is told
  }
  return PLAIN_SCHEMES.has(url.protocol) ? url.origin + url.pathname : url.protocol;
}

/**
 * The same for an address as a page wrote it, kept relative where it is: style sheets select by it. Characters that
 * browsers skip in addresses are skipped here too.
 */
export function tellHref(href: string): string {
  const plain = href.replace(/[\t\n\r]/g, "").trim();
  const scheme = /^[a-z][a-z\d+.-]*:/i.exec(plain)?.[0].toLowerCase();
  if (scheme && !PLAIN_SCHEMES.has(scheme)) return scheme;
  const path = plain.split(/[?#]/, 1)[0] ?? "";
  if (path === "" && plain !== "") return "#";
  return path.replace(/^((?:https?:)?[/\\]{2})[^/\\]*@/i, "$1");
}

/** `*` stands for any run of characters; everything else for itself. Linear in the address for each star. */
export function matchesUrl(pattern: string, address: string): boolean {
  const parts = pattern.split("*");
  const last = parts.length - 1;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index === 0) {
      if (!address.startsWith(part)) return false;
      at = part.length;
    } else if (index === last) {
      return address.length - part.length >= at && address.endsWith(part);
    } else {
      const found = address.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
  }
  return at === address.length;
}
