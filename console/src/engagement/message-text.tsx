import { linkify } from "../lib/linkify.ts";

/** A message with its http and https addresses as links. Never anything but text. */
export function MessageText({ text }: { text: string }) {
  let at = 0;
  return linkify(text).map((stretch) => {
    const key = at;
    at += stretch.text.length;
    if (stretch.href === undefined) return <span key={key}>{stretch.text}</span>;
    return (
      <a key={key} href={stretch.href} target="_blank" rel="noopener noreferrer">
        {stretch.text}
      </a>
    );
  });
}
