import type { Output } from "./output.ts";
import { Kind, skipSpace, type Tokens, tokenText } from "./tokenize.ts";

/** Edges of a device that may cover the page, in the order of DeviceViewport. */
export const INSET_NAMES = ["top", "right", "bottom", "left"] as const;

/** A length that follows the window's height; `vh` is the large one, `dvh` the frame's own. */
const LENGTH = /^([-+]?(?:\d*\.)?\d+(?:e[-+]?\d+)?)([ls]?)v(h|min|max)$/i;
const INSET = /^safe-area-inset-(top|right|bottom|left)$/i;

/** Whether a style attribute may hold anything of these. */
export const HAS_DEVICE_UNITS = /\dl?s?v(?:h|min|max)\b|\benv\(/i;

/** What stands for a hundredth of the customer's window, without the bars that come and go (`l`) or with them (`s`). */
export function unitName(height: string): string {
  return `--sp-${height}vh`;
}

export function insetName(side: string): string {
  return `--sp-inset-${side.toLowerCase()}`;
}

/** Writes a length as a multiple of the customer's unit: of the frame's while nothing is told. */
export function deviceLength(t: Tokens, i: number, out: Output): void {
  const found = LENGTH.exec(tokenText(t, i));
  if (!found) return;
  const [, amount, height, what = ""] = found;
  const unit = `var(${unitName(height?.toLowerCase() || "l")},1vh)`;
  const side = what.toLowerCase() === "h" ? unit : `${what.toLowerCase()}(1vw,${unit})`;
  out.replace(t.starts[i] as number, t.starts[i + 1] as number, `calc(${amount}*${side})`);
}

/** Writes `env()` of an edge as the customer's; answers whether it is one. */
export function deviceInset(t: Tokens, i: number, end: number, out: Output): boolean {
  const first = skipSpace(t, i + 1, end);
  const side = t.kinds[first] === Kind.Ident ? INSET.exec(tokenText(t, first))?.[1] : undefined;
  if (!side) return false;
  const [start, stop] = [t.starts[i] as number, t.starts[end] as number];
  out.replace(start, stop, `var(${insetName(side)},${t.text.slice(start, stop)})`);
  return true;
}
