import type { Span } from "./digits.ts";

const LOCAL = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;

/** E-mail addresses: from every `@` outwards, while the characters may stand in one. */
export function emailSpans(text: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    let start = at;
    let end = at + 1;
    while (start > 0 && LOCAL.test(text.charAt(start - 1))) start--;
    while (end < text.length && DOMAIN.test(text.charAt(end))) end++;
    if (start < at && end > at + 1) found.push({ start, end });
  }
  return found;
}
