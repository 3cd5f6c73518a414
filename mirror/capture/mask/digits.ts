/**
 * Finds runs of digits, card numbers and bank accounts in text. A bounded expression finds most texts out of the
 * question; the others are read in one pass and without backtracking.
 */

/** A piece of text, `end` exclusive, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Shortest run for which a field is held (P2). */
export const HELD_DIGITS = 4;
const CARD_DIGITS = { least: 13, most: 19 } as const;
const IBAN_CHARS = { least: 15, most: 34 } as const;
/** Fewer digits has none of any country; words after a number like "at 10" pass its check one time in five, by length. */
const IBAN_DIGITS_LEAST = 8;
/** Most separators between two groups of one run, e.g. " - ". */
const MAX_SEPARATORS = 6;
/** First digits that payment cards have. */
const CARD_STARTS = "23456";
/** Fewest numbers of a row that counts, */
const COUNTED_LEAST = 4;
/** and of one that begins anew within. */
const COUNTED_ANEW = 7;

/** Zeros of the digit ranges people type with: ASCII, Arabic-Indic, Persian, Devanagari, full width. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0xff10] as const;
const DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19";
/** Letters that are one from A to Z in upper case. */
const LETTER = "A-Za-z\u0131\u017f";
const SEPARATORS = "\\s\u00ad._/\\-\u2007-\u2015\u200b-\u200d\u202f\u2060\ufeff";
const SEPARATOR = new RegExp(`[${SEPARATORS}]`);
const SOME_DIGIT = new RegExp(`[${DIGIT}]`);
const STRANGER = new RegExp(`[^${DIGIT}A-Za-z${SEPARATORS}]`);

/** So many members in a row, as far apart as those of one run may be. */
const row = (member: string, least: number): string =>
  `(?:[${member}][${SEPARATORS}]{0,${MAX_SEPARATORS}}){${least}}`;
const MAYBE_CARD = new RegExp(row(DIGIT, CARD_DIGITS.least));
const MAYBE_IBAN = new RegExp(row(LETTER, 2) + row(DIGIT, 2) + row(LETTER + DIGIT, IBAN_CHARS.least - 4));

/** True where `text` has any digit this file knows: everything else can be skipped. */
export const hasDigit = (text: string): boolean => SOME_DIGIT.test(text);

/** Whether nothing in the text ends a run: it has digits, letters of an account and separators only. */
export const runsOn = (text: string): boolean => !STRANGER.test(text);

/** 0–9, or -1. */
export function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  for (const zero of ZEROS) if (code >= zero && code < zero + 10) return code - zero;
  return -1;
}

export const isSeparator = (text: string, at: number): boolean => SEPARATOR.test(text.charAt(at));

/** A run of digits with its groups, as written. */
interface Run extends Span {
  readonly digits: string;
  /** Where each digit stands in the text. */
  readonly at: readonly number[];
}

function runs(text: string, isMember: (text: string, at: number) => string): Run[] {
  const found: Run[] = [];
  let digits = "";
  let at: number[] = [];
  let gap = 0;
  for (let i = 0; i <= text.length; i++) {
    const member = i < text.length ? isMember(text, i) : "";
    if (member) {
      digits += member;
      at.push(i);
      gap = 0;
    } else if (digits && (i === text.length || !isSeparator(text, i) || ++gap > MAX_SEPARATORS)) {
      found.push({ digits, at, start: at[0] ?? 0, end: (at.at(-1) ?? 0) + 1 });
      digits = "";
      at = [];
      gap = 0;
    }
  }
  return found;
}

function digitMember(text: string, at: number): string {
  const digit = digitAt(text, at);
  return digit < 0 ? "" : String(digit);
}

function accountMember(text: string, at: number): string {
  const char = text.charAt(at).toUpperCase();
  return char >= "A" && char <= "Z" && char.length === 1 ? char : digitMember(text, at);
}

function digitRuns(text: string, least: number): Run[] {
  return hasDigit(text) ? runs(text, digitMember).filter((run) => run.digits.length >= least) : [];
}

/** Runs of at least four digits; groups divided by spaces, dashes or dots count as one. */
export const digitSpans = (text: string): Span[] => digitRuns(text, HELD_DIGITS);

/** Number of digits where the text is nothing but digits and separators, else -1. */
export function onlyDigits(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    if (digitAt(text, i) >= 0) count++;
    else if (!isSeparator(text, i)) return -1;
  }
  return count;
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function mod97(account: string): boolean {
  let rest = 0;
  for (const char of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Whether a group of the run starts at this digit. */
const groupStarts = (run: Run, i: number): boolean => i === 0 || (run.at[i] ?? 0) - (run.at[i - 1] ?? 0) > 1;

/** Windows of whole groups with `least` to `most` members that pass the check; the longest of each start. */
function windows(
  run: Run,
  limits: { least: number; most: number },
  check: (members: string) => boolean,
): Span[] {
  const found: Span[] = [];
  for (let from = 0; from + limits.least <= run.digits.length; from++) {
    if (!groupStarts(run, from)) continue;
    for (let to = Math.min(run.digits.length, from + limits.most); to - from >= limits.least; to--) {
      if (to < run.digits.length && !groupStarts(run, to)) continue;
      if (!check(run.digits.slice(from, to))) continue;
      found.push({ start: run.at[from] ?? 0, end: (run.at[to - 1] ?? 0) + 1 });
      break;
    }
  }
  return found;
}

/**
 * Whether a text counts, up or down: the days of a month, years, numbers of lines. Every tenth of such rows would pass
 * for a card; of cards none does.
 */
function isCounted(text: string): boolean {
  const numbers = text.split(/\D+/).map(Number);
  const breaks = numbers.filter(
    (number, i) => i > 0 && Math.abs(number - (numbers[i - 1] ?? 0)) !== 1,
  ).length;
  return numbers.length >= (breaks ? COUNTED_ANEW : COUNTED_LEAST) && breaks < 2;
}

/** Card numbers (13 to 19 digits with a right check digit). */
export function cardSpans(text: string): Span[] {
  if (!MAYBE_CARD.test(text)) return [];
  const isCard = (digits: string): boolean => CARD_STARTS.includes(digits.charAt(0)) && luhn(digits);
  const found = digitRuns(text, CARD_DIGITS.least).flatMap((run) => windows(run, CARD_DIGITS, isCard));
  return found.filter(({ start, end }) => !isCounted(text.slice(start, end)));
}

const IBAN_HEAD = /^[A-Z]{2}[0-9]{2}/;

/** International bank account numbers with a right check number. */
export function ibanSpans(text: string): Span[] {
  if (!MAYBE_IBAN.test(text)) return [];
  const isIban = (account: string): boolean =>
    IBAN_HEAD.test(account) && account.replace(/\D/g, "").length >= IBAN_DIGITS_LEAST && mod97(account);
  return runs(text, accountMember).flatMap((run) => windows(run, IBAN_CHARS, isIban));
}

/** Replaces the spans, which may overlap and be in any order. */
export function replaceSpans(text: string, spans: readonly Span[], by: string): string {
  let out = "";
  let done = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.end <= done) continue;
    if (span.start >= done) out += text.slice(done, span.start) + by;
    done = span.end;
  }
  return out + text.slice(done);
}
