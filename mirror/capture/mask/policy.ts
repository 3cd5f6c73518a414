/**
 * The privacy rules of a site as the page script gets them (PRODUCT P1). Server side and page agree on this shape;
 * an unknown effect, field kind or preset is never ignored: it masks the whole page and is reported.
 */
export interface Policy {
  /** Rises with every change; named in reports of problems. */
  readonly version: number;
  /** "Mask everything, then allow": only what an `allow` rule opens leaves in clear. */
  readonly maskAll: boolean;
  /** The page may open areas itself with `data-samepage="allow"`. `mask` and `hide` are always honoured. */
  readonly pageMayAllow: boolean;
  /** Pages that may be shared, as patterns like those of rules; any other is excluded. None = all may. */
  readonly pages?: readonly string[];
  readonly rules: readonly Rule[];
  readonly texts: readonly TextRule[];
}

/** What a rule does. Where rules disagree the stricter one wins: `hide`, then `mask`, then `allow`. */
export type Effect =
  | "allow" /* open under maskAll, and release fields held for their digits; never opens a hard denial */
  | "mask" /* text, values and descriptive attributes become blocks */
  | "hide" /* the element becomes a plain box of its size */
  | "block" /* the agent may not press */
  | "readOnly" /* the agent may not change */
  | "stepUp" /* the agent's press becomes a question to the customer (P6) */
  | "viewOnly" /* page: the agent may only look */
  | "exclude"; /* page: nothing of it is sent */

/** One rule. All given conditions must hold; a rule without selector and field is about whole pages. */
export interface Rule {
  readonly id: string;
  readonly effect: Effect;
  /** CSS selector; what it matches and everything inside. */
  readonly selector?: string;
  /** Origin and path with `*` for any run of characters, e.g. `https://shop.example/account/*`. */
  readonly url?: string;
  readonly field?: FieldKind;
}

/** Masks matching runs inside otherwise clear text. Exactly one of `preset` and `pattern` is set. */
export interface TextRule {
  readonly id: string;
  readonly preset?: TextPreset;
  /** RE2 syntax (see pattern.ts), matched in time linear in the text. */
  readonly pattern?: string;
}

export type TextPreset = "card" | "iban" | "email" | "digits";

/** What a form field is for, from its type, autocomplete, name, id and label. The first four are hard denials. */
export type FieldKind =
  | "password"
  | "oneTimeCode"
  | "card"
  | "hidden"
  | "email"
  | "phone"
  | "name"
  | "address"
  | "birthday"
  | "number"
  | "date"
  | "search"
  | "file"
  | "choice"
  | "text";

/** A rule that could not be understood; while there is one, the whole page is masked. `load`: a part did not arrive. */
export interface PolicyProblem {
  readonly rule: string;
  readonly why: "selector" | "pattern" | "effect" | "field" | "url" | "load";
}
