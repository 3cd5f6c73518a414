import type { CaptureHost, PageWindow } from "../host.ts";
import type { AnyRule, RuleList } from "./rule-lists.ts";

/** What the hooks tell; each comes after the page's call has succeeded. */
export interface SheetEvents {
  inserted(list: RuleList, index: number, text: string): void;
  removed(list: RuleList, index: number): void;
  /** Something of a rule that a text can show: selector, declarations, keyframes. */
  changed(rule: AnyRule): void;
  /** A rule's declarations were handed out: they may be written without any hook from now on. */
  read(rule: AnyRule): void;
  /** A constructed sheet got a new text. */
  replaced(sheet: CSSStyleSheet, text: string): void;
  /** A root's array of adopted sheets was handed out or set. */
  adoptedRead(root: Document | ShadowRoot): void;
  /** `disabled` or `media` of some sheet. */
  stateChanged(): void;
  /** `disabled` of a sheet, or of the element it belongs to, was set to false. */
  switchedOn(of: CSSStyleSheet | Element): void;
}

/** Kinds of rules that may own the members below; engines differ in which of them does. */
const RULE_KINDS = [
  "CSSGroupingRule",
  "CSSConditionRule",
  "CSSMediaRule",
  "CSSStyleRule",
  "CSSKeyframeRule",
  "CSSFontFaceRule",
  "CSSPageRule",
  "CSSMarginRule",
  "CSSNestedDeclarations",
  "CSSPositionTryRule",
] as const;

/** Watches everything in a realm through which script changes style sheets. */
export function hookSheets(host: CaptureHost, realm: PageWindow, events: SheetEvents): void {
  const prototypeOf = (name: string): object | undefined =>
    (realm as unknown as Record<string, { prototype: object } | undefined>)[name]?.prototype;
  hookLists(host, prototypeOf, events);
  for (const kind of RULE_KINDS) hookRule(host, prototypeOf(kind), events);
  const keyframes = prototypeOf("CSSKeyframesRule");
  for (const key of ["appendRule", "deleteRule", "name"]) {
    host.notice(keyframes, key, (self) => events.changed(self as AnyRule));
  }
  hookState(host, prototypeOf, events);
  hookTexts(host, prototypeOf("CSSStyleSheet"), events);
  for (const root of ["Document", "ShadowRoot"]) {
    const told = (self: unknown): void => events.adoptedRead(self as Document | ShadowRoot);
    host.noticeRead(prototypeOf(root), "adoptedStyleSheets", told);
    host.notice(prototypeOf(root), "adoptedStyleSheets", told);
  }
}

function hookLists(
  host: CaptureHost,
  prototypeOf: (name: string) => object | undefined,
  events: SheetEvents,
): void {
  for (const kind of ["CSSStyleSheet", ...RULE_KINDS]) {
    const owner = prototypeOf(kind);
    host.notice(owner, "insertRule", (self, [text, index]) => {
      events.inserted(self as RuleList, Number(index) || 0, String(text));
    });
    for (const key of ["deleteRule", "removeRule"]) {
      host.notice(owner, key, (self, [index]) => events.removed(self as RuleList, Number(index) || 0));
    }
  }
  host.notice(prototypeOf("CSSStyleSheet"), "addRule", (self, [selector, block, index]) => {
    const sheet = self as CSSStyleSheet;
    const at = index === undefined ? sheet.cssRules.length - 1 : Number(index);
    events.inserted(sheet, at, `${selector}{${block ?? ""}}`);
  });
}

function hookRule(host: CaptureHost, owner: object | undefined, events: SheetEvents): void {
  for (const key of ["style", "styleMap"]) {
    host.noticeRead(owner, key, (self) => events.read(self as AnyRule));
    host.notice(owner, key, (self) => events.changed(self as AnyRule));
  }
  for (const key of ["selectorText", "keyText"]) {
    host.notice(owner, key, (self) => events.changed(self as AnyRule));
  }
}

function hookState(
  host: CaptureHost,
  prototypeOf: (name: string) => object | undefined,
  events: SheetEvents,
): void {
  const ruleOfMedia = new WeakMap<MediaList, AnyRule>();
  for (const kind of ["CSSMediaRule", "CSSImportRule"]) {
    host.noticeRead(prototypeOf(kind), "media", (self, _none, media) => {
      ruleOfMedia.set(media as MediaList, self as AnyRule);
    });
  }
  for (const key of ["mediaText", "appendMedium", "deleteMedium"]) {
    host.notice(prototypeOf("MediaList"), key, (self) => {
      const rule = ruleOfMedia.get(self as MediaList);
      if (rule) events.changed(rule);
      else events.stateChanged();
    });
  }
  for (const kind of ["StyleSheet", "HTMLStyleElement", "HTMLLinkElement", "SVGStyleElement"]) {
    host.notice(prototypeOf(kind), "disabled", (self, [disabled]) => {
      if (!disabled) events.switchedOn(self as CSSStyleSheet | Element);
      events.stateChanged();
    });
  }
}

function hookTexts(host: CaptureHost, owner: object | undefined, events: SheetEvents): void {
  host.notice(owner, "replaceSync", (self, [text]) => events.replaced(self as CSSStyleSheet, String(text)));
  host.notice(owner, "replace", (self, [text], result) => {
    // The rules are there when the promise is; a text that fails leaves the sheet as it was.
    (result as Promise<CSSStyleSheet>).then(
      () => events.replaced(self as CSSStyleSheet, String(text)),
      () => undefined,
    );
  });
}
