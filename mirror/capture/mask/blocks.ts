/**
 * What masked text looks like. Its length is told in three sizes only, so that neither a keystroke nor the
 * difference between two names can be read from it.
 */
const SHORT_CHARS = 8;
const MEDIUM_CHARS = 32;

/** Words of full blocks: about as wide as usual text, and able to wrap. */
const SIZES = [
  "██████",
  "████ ███████ █████",
  "███████ ████ ██████ ███████ █████ ████ ███████ ██████ ████",
] as const;
const VALUE_SIZES = ["••••••", "••••••••••••••••", "••••••••••••••••••••••••••••••••"] as const;

/** Replaces every run of digits inside otherwise clear text, whatever its length. */
export const RUN = "██████";

const LAYOUT_SPACE = /^[ \t\n\r\f]*$/;

function size(length: number): 0 | 1 | 2 {
  return length <= SHORT_CHARS ? 0 : length <= MEDIUM_CHARS ? 1 : 2;
}

/** Text of a page. Space between elements is layout and stays one space; `typed` text tells no space either. */
export function blockText(text: string, typed: boolean): string {
  if (text === "") return "";
  if (!typed && LAYOUT_SPACE.test(text)) return " ";
  const inner = text.trim();
  const masked = SIZES[size(inner.length)];
  if (typed) return masked;
  return (text[0] === inner[0] ? "" : " ") + masked + (text.at(-1) === inner.at(-1) ? "" : " ");
}

/** Text inside a form control. */
export function blockValue(value: string): string {
  return value === "" ? "" : VALUE_SIZES[size(value.length)];
}
