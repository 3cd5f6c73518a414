/** Kinds of CSS tokens, as far as rewriting needs to tell them apart (CSS Syntax Level 3, section 4). */
export const Kind = {
  Other: 0,
  Space: 1,
  Comment: 2,
  Ident: 3,
  /** A name with its opening parenthesis. */
  Function: 4,
  AtKeyword: 5,
  Hash: 6,
  String: 7,
  /** `url(` with an unquoted address, closing parenthesis included. */
  Url: 8,
  Number: 9,
  Colon: 10,
  Semicolon: 11,
  Comma: 12,
  Open: 13,
  Close: 14,
} as const;

/** Tokens of one text, struct of arrays: a sheet of megabytes has hundreds of thousands of them. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly kinds: Uint8Array;
  /** Offset of each token; `starts[count]` is the text's length. */
  readonly starts: Uint32Array;
  /** For Function and Open: index of the token that closes it (`count` when nothing does). */
  readonly ends: Uint32Array;
}

const CODE = {
  tab: 9,
  newline: 10,
  formFeed: 12,
  carriageReturn: 13,
  space: 32,
  bang: 33,
  quote: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  apostrophe: 39,
  openParen: 40,
  closeParen: 41,
  star: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  zero: 48,
  nine: 57,
  colon: 58,
  semicolon: 59,
  at: 64,
  openSquare: 91,
  backslash: 92,
  closeSquare: 93,
  underscore: 95,
  openCurly: 123,
  closeCurly: 125,
} as const;

function isSpace(c: number): boolean {
  return (
    c === CODE.space ||
    c === CODE.newline ||
    c === CODE.tab ||
    c === CODE.carriageReturn ||
    c === CODE.formFeed
  );
}

function isDigit(c: number): boolean {
  return c >= CODE.zero && c <= CODE.nine;
}

function isNameStart(c: number): boolean {
  const lower = c | 0x20;
  return (lower >= 97 && lower <= 122) || c === CODE.underscore || c >= 0x80;
}

function isName(c: number): boolean {
  return isNameStart(c) || isDigit(c) || c === CODE.minus;
}

class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Code unit `ahead` of the current place; NaN at the end, which no comparison accepts. */
  peek(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  escapeAt(ahead: number): boolean {
    return this.peek(ahead) === CODE.backslash && this.peek(ahead + 1) !== CODE.newline;
  }

  identAt(ahead: number): boolean {
    const c = this.peek(ahead);
    if (c === CODE.minus)
      return (
        isNameStart(this.peek(ahead + 1)) || this.peek(ahead + 1) === CODE.minus || this.escapeAt(ahead + 1)
      );
    return isNameStart(c) || this.escapeAt(ahead);
  }

  name(): void {
    for (;;) {
      if (isName(this.peek())) this.at++;
      else if (this.escapeAt(0)) this.at += 2;
      else return;
    }
  }

  string(quote: number): void {
    for (this.at++; this.at < this.text.length; this.at++) {
      const c = this.peek();
      if (c === CODE.backslash) this.at++;
      else if (c === quote) {
        this.at++;
        return;
      } else if (c === CODE.newline) return;
    }
  }

  number(): void {
    if (this.peek() === CODE.plus || this.peek() === CODE.minus) this.at++;
    while (isDigit(this.peek())) this.at++;
    if (this.peek() === CODE.dot && isDigit(this.peek(1))) {
      this.at++;
      while (isDigit(this.peek())) this.at++;
    }
    const exponentSign = this.peek(1) === CODE.plus || this.peek(1) === CODE.minus ? 2 : 1;
    if ((this.peek() | 0x20) === 101 && isDigit(this.peek(exponentSign))) {
      this.at += exponentSign;
      while (isDigit(this.peek())) this.at++;
    }
    if (this.identAt(0)) this.name();
    else if (this.peek() === CODE.percent) this.at++;
  }

  numberAt(): boolean {
    const signed = this.peek() === CODE.plus || this.peek() === CODE.minus ? 1 : 0;
    const c = this.peek(signed);
    return isDigit(c) || (c === CODE.dot && isDigit(this.peek(signed + 1)));
  }

  comment(): void {
    const end = this.text.indexOf("*/", this.at + 2);
    this.at = end < 0 ? this.text.length : end + 2;
  }

  /** Behind `url(`: true and past the closing parenthesis when the address is unquoted, else the place is kept. */
  unquotedUrl(): boolean {
    const start = this.at;
    while (isSpace(this.peek())) this.at++;
    if (this.peek() === CODE.quote || this.peek() === CODE.apostrophe) {
      this.at = start;
      return false;
    }
    while (this.at < this.text.length) {
      const c = this.peek();
      this.at += c === CODE.backslash ? 2 : 1;
      if (c === CODE.closeParen) break;
    }
    return true;
  }

  named(): number {
    const start = this.at;
    this.name();
    if (this.peek() !== CODE.openParen) return Kind.Ident;
    const isUrl = this.at - start === 3 && this.text.slice(start, this.at).toLowerCase() === "url";
    this.at++;
    return isUrl && this.unquotedUrl() ? Kind.Url : Kind.Function;
  }

  next(): number {
    const c = this.peek();
    if (isSpace(c)) {
      while (isSpace(this.peek())) this.at++;
      return Kind.Space;
    }
    if (isNameStart(c) || c === CODE.backslash || c === CODE.minus) {
      if (this.identAt(0)) return this.named();
    }
    if (this.numberAt()) {
      this.number();
      return Kind.Number;
    }
    return this.sign(c);
  }

  sign(c: number): number {
    switch (c) {
      case CODE.quote:
      case CODE.apostrophe:
        this.string(c);
        return Kind.String;
      case CODE.slash:
        if (this.peek(1) !== CODE.star) break;
        this.comment();
        return Kind.Comment;
      case CODE.at:
        if (!this.identAt(1)) break;
        this.at++;
        this.name();
        return Kind.AtKeyword;
      case CODE.hash:
        if (!isName(this.peek(1)) && !this.escapeAt(1)) break;
        this.at++;
        this.name();
        return Kind.Hash;
      default:
        break;
    }
    this.at++;
    return SIGNS.get(c) ?? Kind.Other;
  }
}

const SIGNS: ReadonlyMap<number, number> = new Map([
  [CODE.colon, Kind.Colon],
  [CODE.semicolon, Kind.Semicolon],
  [CODE.comma, Kind.Comma],
  [CODE.openParen, Kind.Open],
  [CODE.openSquare, Kind.Open],
  [CODE.openCurly, Kind.Open],
  [CODE.closeParen, Kind.Close],
  [CODE.closeSquare, Kind.Close],
  [CODE.closeCurly, Kind.Close],
]);

/** The sign that closes what a token opens. */
function closerOf(text: string, end: number): number {
  const c = text.charCodeAt(end - 1);
  if (c === CODE.openCurly) return CODE.closeCurly;
  return c === CODE.openSquare ? CODE.closeSquare : CODE.closeParen;
}

/** Splits CSS text into tokens and pairs its brackets; never fails, since CSS has no wrong text. */
export function tokenize(text: string): Tokens {
  const kinds = new Uint8Array(text.length + 1);
  const starts = new Uint32Array(text.length + 1);
  const scanner = new Scanner(text);
  let count = 0;
  while (scanner.at < text.length) {
    starts[count] = scanner.at;
    kinds[count++] = scanner.next();
    if (scanner.at > text.length) scanner.at = text.length;
  }
  starts[count] = text.length;
  return { text, count, kinds, starts, ends: pairBrackets(text, count, kinds, starts) };
}

function pairBrackets(text: string, count: number, kinds: Uint8Array, starts: Uint32Array): Uint32Array {
  const ends = new Uint32Array(count);
  const open: number[] = [];
  const closers: number[] = [];
  for (let i = 0; i < count; i++) {
    const kind = kinds[i];
    if (kind === Kind.Open || kind === Kind.Function) {
      open.push(i);
      closers.push(closerOf(text, starts[i + 1] as number));
      ends[i] = count;
    } else if (kind === Kind.Close) {
      // A closing sign that does not fit what is open is an ordinary token.
      if (closers.at(-1) !== text.charCodeAt(starts[i] as number)) continue;
      ends[open.pop() as number] = i;
      closers.pop();
    }
  }
  return ends;
}

/** Index of the token behind the one at `i`, past its closing sign if it opens something. */
export function after(t: Tokens, i: number): number {
  const kind = t.kinds[i];
  if (kind !== Kind.Open && kind !== Kind.Function) return i + 1;
  return Math.min((t.ends[i] as number) + 1, t.count);
}

export function tokenText(t: Tokens, i: number): string {
  return t.text.slice(t.starts[i], t.starts[i + 1]);
}

/** Whether the token at `i` opens a `{}` block. */
export function isBlock(t: Tokens, i: number): boolean {
  return t.kinds[i] === Kind.Open && t.text.charCodeAt(t.starts[i] as number) === CODE.openCurly;
}

/** First token at or behind `i` that is neither space nor comment. */
export function skipSpace(t: Tokens, i: number, end: number): number {
  while (i < end && (t.kinds[i] === Kind.Space || t.kinds[i] === Kind.Comment)) i++;
  return i;
}

/** Resolves the escapes of a name or of a string's inside. */
export function unescapeCss(raw: string): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(
    /\\(?:([0-9a-f]{1,6})[ \t\n\r\f]?|\r?\n|([\s\S]))/gi,
    (_, hex?: string, literal?: string) => {
      if (hex === undefined) return literal ?? "";
      const code = Number.parseInt(hex, 16);
      return code === 0 || code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
    },
  );
}
