import type { Natives } from "../natives.ts";
import { type Digits, heldFieldsBy, isPart } from "./held.ts";
import type { FieldKind } from "./policy.ts";

/** Types whose value is typed as free text. */
const TYPED = new Set(["text", "search", "tel", "url", "email", "password", "number", "month", ""]);
const BY_TYPE: Readonly<Record<string, FieldKind>> = {
  password: "password",
  hidden: "hidden",
  email: "email",
  tel: "phone",
  search: "search",
  file: "file",
  checkbox: "choice",
  radio: "choice",
  number: "number",
  range: "number",
  date: "date",
  month: "date",
  week: "date",
  time: "date",
  "datetime-local": "date",
};

/** Autocomplete tokens; the first that fits decides. */
const BY_AUTOCOMPLETE: readonly (readonly [RegExp, FieldKind])[] = [
  [/^cc-/, "card"],
  [/^one-time-code$/, "oneTimeCode"],
  [/^(current|new)-password$/, "password"],
  [/^email$/, "email"],
  [/^tel/, "phone"],
  [/^bday/, "birthday"],
  [/name$/, "name"],
  [/^(street|address|postal|country)/, "address"],
];

/**
 * Words that name a secret field, in the languages that we ship and those of their neighbours. Compared with name, id,
 * placeholder, label and their like after `words()`; each expression is a plain alternation, without repetition.
 */
const CARD =
  / (card ?(number|num|no|nr)|credit ?card|debit ?card|ccnum|cc ?(number|num|no|name|exp|csc|cvc|cvv)|pan|cvv2?|cvc2?|csc|card ?(code|security)|security ?code|exp(iry|iration)? ?(date|month|year|mm|yy)|expiry|expiration|mm ?yy(yy)?|mm ?(aa|jj)|kartennummer|kreditkarte|karten ?nr|sicherheitscode|prufnummer|prufziffer|kartenprufnummer|ablaufdatum|gultig ?bis|numero ?de ?(la ?)?tarjeta|tarjeta|codigo ?de ?seguridad|caducidad|vencimiento|numero ?de ?(la ?)?carte|carte ?bancaire|carte ?(de ?)?credit|cryptogramme|code ?de ?securite|date ?d ?expiration|numero ?d[oe] ?cartao|cartao|codigo ?de ?seguranca|validade|numero ?(della ?)?carta|kaartnummer|kortnummer|numer ?karty|kart ?numarasi) /;
const CARD_SCRIPTS =
  /卡号|卡號|信用卡|安全码|有效期|カード番号|セキュリティコード|有効期限|카드 ?번호|номер ?карты|رقم ?البطاقة|بطاقة|رمز ?الأمان|تاريخ ?الانتهاء/;
const CODE =
  / (otp|totp|one ?time ?(code|password|passcode|pin)|onetime|2fa|mfa|two ?factor|passcode|pin|tan|sms ?code|auth(entication)? ?code|verif(y|ication) ?code|confirmation ?code|einmalcode|einmalkennwort|bestatigungscode|verifizierungscode|sicherheits ?pin|codigo ?de ?(verificacion|verificacao|confirmacion)|code ?de ?(verification|confirmation)) /;
const CODE_SCRIPTS = /验证码|驗證碼|校验码|確認コード|認証コード|인증 ?번호|код ?подтверждения|رمز ?التحقق/;
const PASSWORD =
  / (pass ?word|passwd|pwd|pass ?phrase|passwort|kennwort|contrasena|mot ?de ?passe|mdp|senha|palavra ?passe|wachtwoord|haslo|sifre|losenord|parola) /;
const PASSWORD_SCRIPTS = /密码|密碼|パスワード|비밀번호|пароль|كلمة ?(المرور|السر)/;

const BY_WORDS: readonly (readonly [RegExp, RegExp, FieldKind])[] = [
  [PASSWORD, PASSWORD_SCRIPTS, "password"],
  [CODE, CODE_SCRIPTS, "oneTimeCode"],
  [CARD, CARD_SCRIPTS, "card"],
];
const LABEL_CHARS = 200;

/** ` camelCase-name[2] ` → ` camel case name 2 `: words in lower case, without accents, between single spaces. */
export function words(text: string): string {
  const spaced = text.slice(0, LABEL_CHARS).replace(/([a-z])([A-Z])/g, "$1 $2");
  const plain = (/[^\0-\x7f]/.test(spaced) ? withoutAccents(spaced) : spaced).toLowerCase();
  return ` ${plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(" ")} `;
}

const withoutAccents = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");

/** The secret that these words name, if any. */
export function secretByWords(text: string): FieldKind | null {
  if (text.trim() === "") return null;
  const spaced = words(text);
  for (const [latin, scripts, kind] of BY_WORDS) if (latin.test(spaced) || scripts.test(text)) return kind;
  return null;
}

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Tells what fields are for. Remembers every field that was a password once, and the names it had. */
export type Fields = ReturnType<typeof createFields>;

export function createFields(natives: Natives, digits: Digits) {
  const passwords = new WeakSet<Element>();
  const passwordNames = new Set<string>();

  return {
    kind,
    wasPassword,
    takesText,
    namesSecret: (text: string): boolean => secretByWords(text) !== null,
    heldFields: heldFieldsBy(digits),
    isPart,
  };

  /** What the field is for; pure but for the memory of passwords. */
  function kind(el: Control): FieldKind {
    const type = typeOf(el);
    if (type === "password" || passwords.has(el) || hasPasswordName(el, type)) {
      wasPassword(el);
      return "password";
    }
    if (type === "hidden") return "hidden";
    return (
      byAutocomplete(el) ?? byWords(el, type) ?? BY_TYPE[type] ?? (type === "select" ? "choice" : "text")
    );
  }

  /** The element is, or was, a password field: it stays one, and so do others of its name. */
  function wasPassword(el: Element): void {
    if (passwords.has(el)) return;
    passwords.add(el);
    for (const key of names(el)) passwordNames.add(key);
  }

  /** Whether the field takes free text and so may hold digits that nobody foresaw. */
  function takesText(el: Control): boolean {
    return TYPED.has(typeOf(el)) || el.localName === "textarea";
  }

  /** In lower case; `select` and `textarea` for those elements. */
  function typeOf(el: Control): string {
    return el.localName === "input" ? (natives.attr(el, "type")?.toLowerCase() ?? "") : el.localName;
  }

  // Pages that swap <input type=password> for another <input> of the same name when the customer looks at what was typed.
  function hasPasswordName(el: Element, type: string): boolean {
    return TYPED.has(type) && passwordNames.size > 0 && names(el).some((key) => passwordNames.has(key));
  }

  function names(el: Element): string[] {
    return ["id", "name"].flatMap((attribute) => {
      const value = natives.attr(el, attribute);
      return value ? [`${attribute}=${value}`] : [];
    });
  }

  function byAutocomplete(el: Element): FieldKind | null {
    const purpose = natives.attr(el, "autocomplete");
    for (const token of purpose?.toLowerCase().split(/\s+/) ?? []) {
      for (const [pattern, kind] of BY_AUTOCOMPLETE) if (pattern.test(token)) return kind;
    }
    return null;
  }

  function byWords(el: Control, type: string): FieldKind | null {
    if (!TYPED.has(type) && type !== "select" && type !== "textarea") return null;
    for (const name of ["name", "id", "placeholder", "aria-label", "title", "data-testid"]) {
      const kind = secretByWords(natives.attr(el, name) ?? "");
      if (kind) return kind;
    }
    for (const label of labelsOf(el)) {
      const kind = secretByWords(label.textContent);
      if (kind) return kind;
    }
    return labelledBy(el);
  }

  /** The browser looks for labels in the whole page: of a field without an id, only those around it can be meant. */
  function labelsOf(el: Control): Iterable<Element> {
    if (natives.attr(el, "id") !== null) return el.labels ?? [];
    const around: Element[] = [];
    for (let at: Node | null = el; at && natives.nodeType(at) === 1; at = natives.parentNode(at))
      if (natives.localName(at as Element) === "label") around.push(at as Element);
    return around;
  }

  function labelledBy(el: Element): FieldKind | null {
    const root = el.getRootNode() as Document | ShadowRoot;
    for (const id of (natives.attr(el, "aria-labelledby") ?? "").split(/\s+/)) {
      const kind =
        id && "getElementById" in root ? secretByWords(root.getElementById(id)?.textContent ?? "") : null;
      if (kind) return kind;
    }
    return null;
  }
}
