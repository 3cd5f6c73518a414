/** Numbers that `keyCode` had before keys got names; many editors still ask for them. */
const NAMED: { readonly [key: string]: number } = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Shift: 16,
  Control: 17,
  Alt: 18,
  Pause: 19,
  CapsLock: 20,
  Escape: 27,
  " ": 32,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Insert: 45,
  Delete: 46,
  Meta: 91,
  ContextMenu: 93,
};
const BY_CODE: { readonly [code: string]: number } = {
  Semicolon: 186,
  Equal: 187,
  Comma: 188,
  Minus: 189,
  Period: 190,
  Slash: 191,
  Backquote: 192,
  BracketLeft: 219,
  Backslash: 220,
  BracketRight: 221,
  Quote: 222,
};
const F1 = 112;

/** The old number of a key. @param code place on the keyboard, as `KeyboardEvent.code` */
export function keyCodeOf(key: string, code: string): number {
  const named = NAMED[key] ?? BY_CODE[code];
  if (named !== undefined) return named;
  const fn = /^F(\d{1,2})$/.exec(key)?.[1];
  if (fn) return F1 + Number(fn) - 1;
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? /^[A-Z0-9]$/.exec(key.toUpperCase())?.[0];
  return place ? place.charCodeAt(0) : 0;
}

/** Whether a key writes its name. */
export const isCharacter = (key: string): boolean => [...key].length === 1;
