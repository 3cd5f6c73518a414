import { type Device, rewriteDeclaration } from "./declarations.ts";
import type { Environment } from "./environment.ts";
import { rewriteMedia } from "./media.ts";
import { Output } from "./output.ts";
import { rewriteSelectors } from "./selectors.ts";
import { after, isBlock, Kind, skipSpace, type Tokens, tokenize, tokenText } from "./tokenize.ts";

/** What rewriting depends on besides the text. */
export interface RewriteContext {
  readonly environment: Environment;
  /** The customer's engine or system is another than this one. */
  readonly foreign: boolean;
  /** The customer's engine's verdicts on the `@supports` conditions of the text, by the condition's text. */
  readonly supports: ReadonlyMap<string, boolean>;
}

/** A sheet's text, ready to be built. */
export interface Rewritten {
  readonly css: Output;
  /**
   * `@font-face` rules, each with the conditions around it: they are built apart, so that a change of the sheet
   * does not load fonts again.
   */
  readonly faces: readonly Output[];
}

/** Rules whose block holds rules or declarations and whose condition is left to the replica's engine. */
const GROUPS: ReadonlySet<string> = new Set(["@layer", "@container", "@starting-style"]);
/** Stands where a rule was taken out, so that rules keep their index. */
const NOTHING = "@media not all{";
const VERDICT_TRUE = "(color:red)";
const VERDICT_FALSE = "(color:none-such)";
/** A font is the same on each. */
const ANY_DEVICE: Device = { dark: false, foreign: false, held: false };
/** Rules whose values may not follow variables. */
const CONSTANT: ReadonlySet<string> = new Set(["@property", "@page", "@counter-style"]);

/** Rewrites a whole style sheet (or one rule of it). */
export function rewriteSheet(text: string, context: RewriteContext): Rewritten {
  const rewriter = new Rewriter(tokenize(text), context);
  return rewriter.sheet();
}

/** Rewrites a style attribute. */
export function rewriteInline(text: string, device: Device): Output {
  const t = tokenize(text);
  const out = new Output(text);
  for (let i = 0; i < t.count; ) {
    const end = itemEnd(t, i, t.count);
    rewriteDeclaration(t, i, end, device, out);
    i = end + 1;
  }
  return out.copyTo(text.length);
}

/** The `@font-face` rule of a font that script made. */
export function rewriteFace(family: string, descriptors: string, source: string): Output {
  const t = tokenize(source);
  const name = family.replace(/["\\\n]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `);
  const out = new Output(source).write(`@font-face{font-family:"${name}";${descriptors}src:`);
  rewriteDeclaration(t, 0, t.count, ANY_DEVICE, out);
  return out.copyTo(source.length).write("}");
}

/** Index of the semicolon or block that ends the item at `i`, or `end`. */
function itemEnd(t: Tokens, i: number, end: number): number {
  while (i < end && t.kinds[i] !== Kind.Semicolon && !isBlock(t, i)) i = after(t, i);
  return Math.min(i, end);
}

class Rewriter {
  readonly #t: Tokens;
  readonly #context: RewriteContext;
  readonly #device: Device;
  readonly #css: Output;
  readonly #faces: Output[] = [];
  /** Rewritten preludes of the conditional groups around the current rule. */
  readonly #conditions: string[] = [];
  #imports = 0;

  constructor(tokens: Tokens, context: RewriteContext) {
    this.#t = tokens;
    this.#context = context;
    const { dark, held } = context.environment;
    this.#device = { dark, foreign: context.foreign, held };
    this.#css = new Output(tokens.text);
  }

  sheet(): Rewritten {
    this.#items(0, this.#t.count);
    return { css: this.#css.copyTo(this.#t.text.length), faces: this.#faces };
  }

  /** Rules, and inside blocks declarations too. */
  #items(from: number, to: number): void {
    const t = this.#t;
    for (let i = skipSpace(t, from, to); i < to; ) {
      const end = t.kinds[i] === Kind.AtKeyword ? itemEnd(t, i, to) : this.#qualifiedEnd(i, to);
      if (t.kinds[i] === Kind.AtKeyword) this.#atRule(i, end, to);
      else if (end < to && isBlock(t, end)) this.#styleRule(i, end, to);
      else rewriteDeclaration(t, i, end, this.#device, this.#css);
      i = skipSpace(t, end < to ? after(t, end) : to, to);
    }
  }

  /** End of a style rule's prelude or of a declaration; a custom property may hold a block of its own. */
  #qualifiedEnd(i: number, to: number): number {
    const t = this.#t;
    const colon = skipSpace(t, i + 1, to);
    const isCustomProperty =
      t.kinds[i] === Kind.Ident && t.text.startsWith("--", t.starts[i]) && t.kinds[colon] === Kind.Colon;
    if (!isCustomProperty) return itemEnd(t, i, to);
    while (i < to && t.kinds[i] !== Kind.Semicolon) i = after(t, i);
    return Math.min(i, to);
  }

  #styleRule(from: number, block: number, to: number): void {
    rewriteSelectors(this.#t, from, block, this.#css);
    this.#block(block, to);
  }

  #block(block: number, to: number): void {
    const end = Math.min(this.#t.ends[block] as number, to);
    this.#items(block + 1, end);
  }

  #atRule(at: number, end: number, to: number): void {
    const t = this.#t;
    const name = tokenText(t, at).toLowerCase();
    const hasBlock = end < to && isBlock(t, end);
    if (name === "@import" && !hasBlock) this.#import(at, end, to);
    else if (name === "@charset")
      this.#css.replace(t.starts[at] as number, t.starts[Math.min(end + 1, t.count)] as number, "");
    else if (!hasBlock) return;
    else if (name === "@font-face") this.#fontFace(at, end, to);
    else if (name === "@media" || name === "@supports") this.#condition(name, at, end, to);
    else if (GROUPS.has(name)) this.#block(end, to);
    else if (name === "@scope") {
      this.#scope(at, end);
      this.#block(end, to);
    } else this.#otherBlock(end, to, CONSTANT.has(name) ? { ...this.#device, held: false } : this.#device);
  }

  /** `@scope (selectors) to (selectors)`; without the first it is what the sheet's element stands in. */
  #scope(at: number, block: number): void {
    const t = this.#t;
    if (t.kinds[skipSpace(t, at + 1, block)] !== Kind.Open || skipSpace(t, at + 1, block) === block)
      this.#css.copyTo(t.starts[at + 1] as number).hole({ kind: "scope" });
    for (let i = at + 1; i < block; i = after(t, i)) {
      if (t.kinds[i] === Kind.Open)
        rewriteSelectors(t, i + 1, Math.min(t.ends[i] as number, block), this.#css);
    }
  }

  /** Keyframes, @page, @property, @counter-style…: no selectors of elements, but declarations at any depth. */
  #otherBlock(block: number, to: number, device: Device): void {
    const t = this.#t;
    const end = Math.min(t.ends[block] as number, to);
    for (let i = block + 1; i < end; ) {
      const stop = itemEnd(t, i, end);
      if (stop < end && isBlock(t, stop)) this.#otherBlock(stop, end, device);
      else rewriteDeclaration(t, i, stop, device, this.#css);
      i = stop < end ? after(t, stop) : end;
    }
  }

  #condition(name: string, at: number, block: number, to: number): void {
    const prelude = name === "@media" ? this.#mediaPrelude(at, block) : this.#supportsPrelude(at, block);
    const t = this.#t;
    this.#css.replace(t.starts[at] as number, t.starts[block] as number, prelude);
    this.#conditions.push(prelude);
    this.#block(block, to);
    this.#conditions.pop();
  }

  #mediaPrelude(at: number, block: number): string {
    const t = this.#t;
    const out = new Output(t.text, t.starts[at]);
    rewriteMedia(t, at + 1, block, this.#context.environment, out);
    return out.copyTo(t.starts[block] as number).render(() => "");
  }

  #supportsPrelude(at: number, block: number): string {
    const t = this.#t;
    const condition = t.text.slice(t.starts[at + 1], t.starts[block]);
    const verdict = this.#context.supports.get(condition.trim());
    if (verdict === undefined) return `@supports${condition}`;
    return `@supports ${verdict ? VERDICT_TRUE : VERDICT_FALSE}`;
  }

  #fontFace(at: number, block: number, to: number): void {
    const t = this.#t;
    const start = t.starts[at] as number;
    const stop = t.starts[Math.min(after(t, block), to)] as number;
    const face = new Output(t.text, start);
    for (const condition of this.#conditions) face.write(`${condition}{`);
    const end = Math.min(t.ends[block] as number, to);
    for (let i = block + 1; i < end; ) {
      const stopItem = itemEnd(t, i, end);
      rewriteDeclaration(t, i, stopItem, ANY_DEVICE, face);
      i = stopItem + 1;
    }
    face.copyTo(stop).write("}".repeat(this.#conditions.length));
    const index = this.#faces.push(face) - 1;
    this.#css.copyTo(start).write(NOTHING).hole({ kind: "face", index }).write("}").skipTo(stop);
  }

  /** `@import url(…) layer(x) supports(…) media;` becomes groups around the imported text. */
  #import(at: number, end: number, to: number): void {
    const t = this.#t;
    const address = skipSpace(t, at + 1, end);
    let i = skipSpace(t, after(t, address), end);
    let layer = "";
    let supports = "";
    if (t.kinds[i] === Kind.Ident && tokenText(t, i).toLowerCase() === "layer") {
      layer = "@layer{";
      i = skipSpace(t, i + 1, end);
    } else if (t.kinds[i] === Kind.Function && tokenText(t, i).toLowerCase() === "layer(") {
      layer = `@layer ${insideOf(t, i)}{`;
      i = skipSpace(t, after(t, i), end);
    }
    if (t.kinds[i] === Kind.Function && tokenText(t, i).toLowerCase() === "supports(") {
      supports = this.#importSupports(insideOf(t, i));
      i = skipSpace(t, after(t, i), end);
    }
    const media = new Output(t.text, t.starts[Math.min(i, end)]);
    rewriteMedia(t, i, end, this.#context.environment, media);
    const query = media.copyTo(t.starts[end] as number).render(() => "");
    const index = this.#imports++;
    // One rule in any case, so that the rules behind keep their index.
    this.#css.copyTo(t.starts[at] as number).write(`@media ${query.trim() || "all"}{${supports}${layer}`);
    this.#css.hole({ kind: "import", index });
    this.#css.write("}".repeat(1 + (supports ? 1 : 0) + (layer ? 1 : 0)));
    this.#css.skipTo(t.starts[Math.min(end + 1, to)] as number);
  }

  #importSupports(inside: string): string {
    const verdict = this.#context.supports.get(inside.trim());
    if (verdict !== undefined) return `@supports ${verdict ? VERDICT_TRUE : VERDICT_FALSE}{`;
    return /^[-\w]+\s*:/.test(inside.trim()) ? `@supports (${inside}){` : `@supports ${inside}{`;
  }
}

/** Text between a function's parentheses. */
function insideOf(t: Tokens, i: number): string {
  return t.text.slice(t.starts[i + 1], t.starts[Math.min(t.ends[i] as number, t.count)]);
}
