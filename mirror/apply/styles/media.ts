import { type Environment, mediaVerdict } from "./environment.ts";
import { Output } from "./output.ts";
import { after, Kind, skipSpace, type Tokens, tokenize, tokenText } from "./tokenize.ts";

/** Conditions with a fixed answer that every engine parses. */
const TRUE = "(min-width:0px)";
const WIDTH = /(?:^|[\s<>=(])(?:min-|max-)?width\b/i;
const HAS_UNIT = /\d[a-z]+$/i;
const EMS = /^(.*\d)r?em$/i;
const FALSE = "(max-width:-1px)";

/** Replaces the features between two tokens that the customer's environment answers. */
export function rewriteMedia(
  t: Tokens,
  from: number,
  to: number,
  environment: Environment,
  out: Output,
): void {
  for (let i = from; i < to; i = after(t, i)) {
    if (t.kinds[i] !== Kind.Open) continue;
    const end = Math.min(after(t, i), to);
    const first = skipSpace(t, i + 1, end);
    const grouped = t.kinds[first] === Kind.Open || startsWithNot(t, first);
    if (grouped) {
      rewriteMedia(t, i + 1, end, environment, out);
      continue;
    }
    const close = t.kinds[end - 1] === Kind.Close ? end - 1 : end;
    const verdict = mediaVerdict(environment, t.text.slice(t.starts[i + 1], t.starts[close]));
    if (verdict === undefined) {
      rewriteLengths(t, i + 1, close, environment, out);
      continue;
    }
    out.replace(t.starts[i] as number, t.starts[end] as number, verdict ? TRUE : FALSE);
  }
}

/**
 * Lengths in `em` depend on the browser's default font, whose size customers choose; a frame that had to be narrower
 * than their window answers for as much less.
 */
function rewriteLengths(t: Tokens, from: number, to: number, environment: Environment, out: Output): void {
  const { em, narrower } = environment.media;
  const isWidth = narrower > 0 && WIDTH.test(t.text.slice(t.starts[from], t.starts[to]));
  if (em === null && !isWidth) return;
  for (let i = from; i < to; i++) {
    if (t.kinds[i] !== Kind.Number) continue;
    const text = tokenText(t, i);
    const ems = em === null ? undefined : EMS.exec(text)?.[1];
    const length = ems && em !== null ? `${Number(ems) * em}px` : text;
    const told = isWidth && HAS_UNIT.test(length) ? `calc(${length} - ${narrower}px)` : length;
    if (told !== text) out.replace(t.starts[i] as number, t.starts[i + 1] as number, told);
  }
}

function startsWithNot(t: Tokens, i: number): boolean {
  return t.kinds[i] === Kind.Ident && t.text.slice(t.starts[i], t.starts[i + 1]).toLowerCase() === "not";
}

/** A media query list (a sheet's `media`) with the customer's verdicts. */
export function rewriteMediaText(media: string, environment: Environment): string {
  if (!media.includes("(")) return media;
  const tokens = tokenize(media);
  const out = new Output(media);
  rewriteMedia(tokens, 0, tokens.count, environment, out);
  return out.copyTo(media.length).render(() => "");
}
