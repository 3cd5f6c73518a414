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
  | "pane"
  | "code"
  | "picture"
  | "mode"
  | "trueView"
  | "annotate"
  | "freehand"
  | "arrow"
  | "box"
  | "highlight"
  | "undo"
  | "clear"
  | "address"
  | "reveal"
  | "fullScreen"
  | "disconnect";

export interface Shortcut {
  id: ShortcutId;
  /** Shown to people. */
  keys: readonly string[];
  /** KeyboardEvent.code for Alt combinations, KeyboardEvent.key otherwise. */
  key: string;
  alt: boolean;
  /** Where it works: anywhere, or with a running session in front. */
  place: "desk" | "session";
}

export const SHORTCUTS: readonly Shortcut[] = [
  withAlt("acceptNext", "A", "KeyA"),
  withAlt("nextChat", "↓", "ArrowDown"),
  withAlt("previousChat", "↑", "ArrowUp"),
  withAlt("engagement", "1", "Digit1"),
  withAlt("cobrowse", "2", "Digit2"),
  withAlt("message", "M", "KeyM"),
  withAlt("screenSharing", "S", "KeyS"),
  withAlt("code", "K", "KeyK"),
  withAlt("pane", "C", "KeyC"),
  { id: "help", keys: ["?"], key: "?", alt: false, place: "desk" },
  withAlt("picture", "P", "KeyP", "session"),
  withAlt("mode", "O", "KeyO", "session"),
  withAlt("trueView", "T", "KeyT", "session"),
  withAlt("annotate", "N", "KeyN", "session"),
  withAlt("freehand", "3", "Digit3", "session"),
  withAlt("arrow", "4", "Digit4", "session"),
  withAlt("box", "5", "Digit5", "session"),
  withAlt("highlight", "6", "Digit6", "session"),
  withAlt("undo", "Z", "KeyZ", "session"),
  withAlt("clear", "X", "KeyX", "session"),
  withAlt("address", "L", "KeyL", "session"),
  withAlt("reveal", "B", "KeyB", "session"),
  withAlt("fullScreen", "Enter", "Enter", "session"),
  withAlt("disconnect", "Q", "KeyQ", "session"),
];

function withAlt(id: ShortcutId, shown: string, key: string, place: Shortcut["place"] = "desk"): Shortcut {
  return { id, keys: ["Alt", shown], key, alt: true, place };
}

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
