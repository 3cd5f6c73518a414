// Links in messages: only whole http and https addresses become links (A22).

/** A stretch of a message: plain text, or text that is a link. */
export interface Stretch {
  text: string;
  /** The address to open, absent for plain text. */
  href?: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;
// Signs that end a sentence rather than an address.
const TRAILING = /[.,;:!?)\]}»”’]+$/;

/** Cuts a message into plain text and links. Joined together, the texts are the message. */
export function linkify(message: string): Stretch[] {
  const out: Stretch[] = [];
  let from = 0;
  for (const match of message.matchAll(ADDRESS)) {
    const text = match[0].replace(TRAILING, "");
    const href = webAddress(text);
    if (href === undefined) continue;
    if (match.index > from) out.push({ text: message.slice(from, match.index) });
    out.push({ text, href });
    from = match.index + text.length;
  }
  if (from < message.length) out.push({ text: message.slice(from) });
  return out;
}

function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
}
