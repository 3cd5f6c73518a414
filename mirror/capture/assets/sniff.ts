/** First bytes of the kinds of files that are mirrored. */
const SIGNATURES: readonly (readonly [start: string, type: string])[] = [
  ["\x89PNG\r\n\x1a\n", "image/png"],
  ["\xff\xd8\xff", "image/jpeg"],
  ["GIF8", "image/gif"],
  ["BM", "image/bmp"],
  ["\0\0\x01\0", "image/x-icon"],
  ["\0\0\x02\0", "image/x-icon"],
  ["wOF2", "font/woff2"],
  ["wOFF", "font/woff"],
  ["OTTO", "font/otf"],
  ["\0\x01\0\0", "font/ttf"],
  ["true", "font/ttf"],
  ["ttcf", "font/collection"],
];

/** Bytes in which an SVG file must have begun. */
const HEAD = 1_024;

/**
 * The type of a file by its content, undefined for anything but images and fonts: what a page's sheet calls an
 * image may be an answer of its interface, which is not the agent's to see.
 */
export function sniff(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD));
  for (const [start, type] of SIGNATURES) if (head.startsWith(start)) return type;
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "image/webp";
  if (head.slice(4, 8) === "ftyp" && /^(avif|avis|mif1|heic)/.test(head.slice(8))) return "image/avif";
  if (/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE svg[^>]*>|\s)*<svg[\s>]/i.test(head)) {
    return "image/svg+xml";
  }
  return undefined;
}
