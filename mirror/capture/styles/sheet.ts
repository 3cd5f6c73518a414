import { IMPORT, rulesOf } from "./rule-lists.ts";

/** A change of one rule that the replica can follow without the rest of the sheet. */
export interface SheetChange {
  readonly op: number;
  readonly path: readonly number[];
  readonly text?: string;
}

/** Changes kept between two flushes beyond the number of rules: a storm is cheaper told as the sheet it left. */
const SPARE_CHANGES = 64;
/** Rules compared at each end of a sheet to see whether its text still says what it does. */
const SAMPLE = 6;

/** What the capture knows of one sheet of the page. */
export class SheetState {
  readonly id: number;
  /** The element it belongs to, null for adopted and imported ones. */
  readonly owner: Element | null;
  /** The element to whose sheet an imported one belongs. */
  importer?: Element | null | undefined;
  sheet: CSSStyleSheet | null = null;
  /** The authored text while the sheet still says exactly that; the sheet is told by its rules otherwise. */
  text: string | undefined;
  /** What addresses in it are relative to. */
  base = "";
  /** Sheets of its `@import` rules, in order; null for one that can't be read. */
  imports: (SheetState | null)[] = [];
  /** The replica has to get all of it anew. */
  whole = true;
  changes: SheetChange[] = [];
  /** Rules to be told anew. */
  readonly stale = new Set<CSSRule>();
  /** The text of a linked sheet is on its way. */
  pending = false;
  disabled = false;
  media = "";
  /** Top-level rules at the last look, to notice changes that no hook saw. */
  count = -1;
  #isOff = false;
  #switchedOn = false;

  constructor(id: number, owner: Element | null) {
    this.id = id;
    this.owner = owner;
  }

  /** Takes over another sheet object, e.g. after the text of its `<style>` changed. */
  take(sheet: CSSStyleSheet | null): void {
    this.sheet = sheet;
    this.text = undefined;
    this.#isOff ||= this.owner?.hasAttribute("disabled") === true;
    this.again();
    this.look();
  }

  /** Script touched the rules: no text says what they are, nor will one that is still on its way. */
  giveUpText(): void {
    this.text = undefined;
    if (this.pending) this.again();
    this.pending = false;
  }

  /** The replica gets all of it anew. */
  again(): void {
    this.whole = true;
    this.changes = [];
    this.stale.clear();
  }

  change(change: SheetChange): void {
    if (this.whole) return;
    this.changes.push(change);
    if (this.changes.length > this.count + SPARE_CHANGES) this.again();
  }

  /** Script switched it off, or on again: that counts more than the title of its set. */
  switched(off: boolean): void {
    if (!off && this.#isOff) this.#switchedOn = true;
    this.#isOff = off;
  }

  /**
   * Of sheets with titles only those of one set apply: the first that is not called alternate names it. One that is
   * called so has to have a title.
   */
  #isAlternate(sheet: CSSStyleSheet): boolean {
    const document = this.owner?.ownerDocument;
    if (!document || this.#switchedOn) return false;
    if (!sheet.title) return isCalledAlternate(sheet);
    const preferred = [...document.styleSheets].find((other) => other.title && !isCalledAlternate(other));
    return sheet.title !== preferred?.title;
  }

  /** Reads what can change without a rule changing; true when it did. */
  look(): boolean {
    const { disabled, media, count } = this;
    this.disabled = this.sheet !== null && (this.sheet.disabled || this.#isAlternate(this.sheet));
    this.media = this.sheet?.media.mediaText ?? "";
    this.count = this.sheet ? (rulesOf(this.sheet)?.length ?? -1) : -1;
    return disabled !== this.disabled || media !== this.media || count !== this.count;
  }
}

const isCalledAlternate = ({ ownerNode }: CSSStyleSheet): boolean =>
  /\balternate\b/i.test((ownerNode as HTMLLinkElement | null)?.rel ?? "");

/**
 * Whether a text is what a sheet consists of: the same number of rules, the same ones at both ends. `scratch` is
 * overwritten. True for a sheet that can't be read.
 */
export function says(sheet: CSSStyleSheet, text: string, scratch: CSSStyleSheet): boolean {
  const rules = rulesOf(sheet);
  if (!rules) return true;
  scratch.replaceSync(text);
  const parsed = scratch.cssRules;
  let imports = 0;
  for (let i = 0; i < rules.length && i <= imports + 1; i++) if (rules[i]?.type === IMPORT) imports++;
  // A parsed text has none: script may have added them.
  const written = text.match(/@import\b/gi)?.length ?? 0;
  if (imports > written || parsed.length + imports !== rules.length) return false;
  for (let i = 0; i < Math.min(SAMPLE, parsed.length); i++) {
    const last = parsed[parsed.length - 1 - i]?.cssText === rules[rules.length - 1 - i]?.cssText;
    const first = imports > 0 || parsed[i]?.cssText === rules[i]?.cssText;
    if (!last || !first) return false;
  }
  return true;
}
