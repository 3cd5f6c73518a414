// The keys of the console. Letters are matched by their place on the keyboard (event.code),
// because Alt makes other signs of them on some systems.

export type ShortcutId =
  | "help"
  | "acceptNext"
  | "nextChat"
  | "previousChat"
  | "engagement"
  | "cobrowse"
  | "message"
  | "screenSharing"
  | "pane";

export interface Shortcut {
  id: ShortcutId;
  /** Shown to people. */
  keys: readonly string[];
  /** KeyboardEvent.code for Alt combinations, KeyboardEvent.key otherwise. */
  key: string;
  alt: boolean;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { id: "acceptNext", keys: ["Alt", "A"], key: "KeyA", alt: true },
  { id: "nextChat", keys: ["Alt", "↓"], key: "ArrowDown", alt: true },
  { id: "previousChat", keys: ["Alt", "↑"], key: "ArrowUp", alt: true },
  { id: "engagement", keys: ["Alt", "1"], key: "Digit1", alt: true },
  { id: "cobrowse", keys: ["Alt", "2"], key: "Digit2", alt: true },
  { id: "message", keys: ["Alt", "M"], key: "KeyM", alt: true },
  { id: "screenSharing", keys: ["Alt", "S"], key: "KeyS", alt: true },
  { id: "pane", keys: ["Alt", "C"], key: "KeyC", alt: true },
  { id: "help", keys: ["?"], key: "?", alt: false },
];

/** What was pressed, as far as shortcuts care. */
export interface Pressed {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** The shortcut that these keys mean, if any. While text is typed only Alt combinations count. */
export function shortcutOf(pressed: Pressed, typing: boolean): ShortcutId | undefined {
  if (pressed.ctrlKey || pressed.metaKey) return undefined;
  return SHORTCUTS.find(({ alt, key }) =>
    alt ? pressed.altKey && pressed.code === key : !typing && !pressed.altKey && pressed.key === key,
  )?.id;
}

/** The shortcut that the viewer names: "Alt+" and a KeyboardEvent.code, or a sign alone. */
export function shortcutNamed(name: string): ShortcutId | undefined {
  const altKey = name.startsWith("Alt+");
  const key = altKey ? name.slice("Alt+".length) : name;
  return shortcutOf({ key, code: key, altKey, ctrlKey: false, metaKey: false }, false);
}
