import { h } from "../ui/element.ts";

/** Addresses with a scheme that a browser can open safely; nothing else becomes a link. */
const ADDRESS = /https?:\/\/[^\s<>"']+/g;

/** Signs that end a sentence rather than an address. */
const TAIL = /[.,;:!?)\]}'"»”’]+$/;

/** Text as nodes, with its http(s) addresses as links that tell the other page nothing about this one. */
export function linkify(text: string): (Node | string)[] {
  const out: (Node | string)[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TAIL, "");
    if (!isAddress(address)) continue;
    out.push(text.slice(at, match.index));
    out.push(h("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow", text: address }));
    at = match.index + address.length;
  }
  out.push(text.slice(at));
  return out.filter((part) => part !== "");
}

function isAddress(text: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
