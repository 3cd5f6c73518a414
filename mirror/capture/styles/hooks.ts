import type { CaptureHost, PageWindow } from "../host.ts";
import type { Noticed } from "../patches.ts";
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
  /** `disabled` of a sheet, or of the element it belongs to, was set. */
  switched(of: CSSStyleSheet | Element, off: boolean): void;
}

/** Kinds of rules that may own the members below; engines differ in which of them does. Keyframes have others. */
const RULE_KIND = /^CSS(?!Keyframes)\w*(Rule|Declarations)$/;

type Owner = object | undefined;

/** Watches everything in a realm through which script changes style sheets. */
export function hookSheets(host: CaptureHost, realm: PageWindow, events: SheetEvents): void {
  const ruleOfMedia = new WeakMap<MediaList, AnyRule>();
  const sheet = prototypeOf("CSSStyleSheet");
  lists(sheet);
  noticeAll(sheet, "addRule", (self, [selector, block, index]) => {
    const of = self as CSSStyleSheet;
    const at = index === undefined ? of.cssRules.length - 1 : Number(index);
    events.inserted(of, at, `${selector}{${block ?? ""}}`);
  });
  for (const name of Object.getOwnPropertyNames(realm)) {
    if (!RULE_KIND.test(name)) continue;
    lists(prototypeOf(name));
    rules(prototypeOf(name));
  }
  noticeAll(prototypeOf("CSSKeyframesRule"), "appendRule deleteRule name", changed);
  state();
  texts();
  for (const root of ["Document", "ShadowRoot"]) {
    const told = (self: unknown): void => events.adoptedRead(self as Document | ShadowRoot);
    host.noticeRead(prototypeOf(root), "adoptedStyleSheets", told);
    noticeAll(prototypeOf(root), "adoptedStyleSheets", told);
  }

  function prototypeOf(name: string): Owner {
    return (realm as unknown as Record<string, { prototype: object } | undefined>)[name]?.prototype;
  }

  function noticeAll(owner: Owner, keys: string, noticed: Noticed): void {
    for (const key of keys.split(" ")) host.notice(owner, key, noticed);
  }

  function changed(self: unknown): void {
    events.changed(self as AnyRule);
  }

  function lists(owner: Owner): void {
    noticeAll(owner, "insertRule", (self, [text, index]) =>
      events.inserted(self as RuleList, Number(index) || 0, String(text)),
    );
    noticeAll(owner, "deleteRule removeRule", (self, [index]) =>
      events.removed(self as RuleList, Number(index) || 0),
    );
  }

  function rules(owner: Owner): void {
    for (const key of ["style", "styleMap"])
      host.noticeRead(owner, key, (self) => events.read(self as AnyRule));
    for (const [key, { set }] of Object.entries(Object.getOwnPropertyDescriptors(owner ?? {})))
      if (set) host.notice(owner, key, changed);
  }

  function state(): void {
    for (const kind of ["CSSMediaRule", "CSSImportRule"]) {
      host.noticeRead(prototypeOf(kind), "media", (self, _none, media) => {
        ruleOfMedia.set(media as MediaList, self as AnyRule);
      });
    }
    noticeAll(prototypeOf("MediaList"), "mediaText appendMedium deleteMedium", (self) => {
      const rule = ruleOfMedia.get(self as MediaList);
      if (rule) changed(rule);
      else events.stateChanged();
    });
    for (const kind of ["StyleSheet", "HTMLStyleElement", "HTMLLinkElement", "SVGStyleElement"]) {
      noticeAll(prototypeOf(kind), "disabled", (self, [disabled]) => {
        events.switched(self as CSSStyleSheet | Element, Boolean(disabled));
        events.stateChanged();
      });
    }
  }

  function texts(): void {
    const replaced = (self: unknown, text: unknown): void =>
      events.replaced(self as CSSStyleSheet, String(text));
    noticeAll(sheet, "replaceSync", (self, [text]) => replaced(self, text));
    noticeAll(sheet, "replace", (self, [text], result) => {
      // The rules are there when the promise is; a text that fails leaves the sheet as it was.
      (result as Promise<CSSStyleSheet>).then(
        () => replaced(self, text),
        () => undefined,
      );
    });
  }
}
