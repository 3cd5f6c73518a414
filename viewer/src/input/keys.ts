// What a key that was pressed over the picture is meant for.
import { commands, type Held, type Systems } from "./modifiers.ts";

/** The part of a KeyboardEvent that decides. */
export interface Pressed extends Held {
  readonly key: string;
  readonly code: string;
  readonly isComposing: boolean;
  /** Old, but the only sign of an input method in some browsers: 229. */
  readonly keyCode: number;
  getModifierState(key: string): boolean;
}

/**
 * page: the customer's page gets it. copy, cut: asks the page for its selection. text: the browser makes text of it
 * first (input method, dead key, paste). browser: the agent's own browser keeps it. console: a shortcut of the console.
 */
export type Meant = "page" | "copy" | "cut" | "text" | "browser" | "console" | "nothing";

/** Keys that only change others. */
const MODIFIER_KEYS = new Set(
  "Shift Control Alt AltGraph Meta CapsLock NumLock ScrollLock Fn FnLock Hyper Super Symbol SymbolLock".split(
    " ",
  ),
);

/** What agents need of their own browser and must not lose by accident: reload, address, tabs, zoom, tools. */
const KEPT_KEYS = new Set("F5 F6 F11 F12 PrintScreen ContextMenu".split(" "));
const KEPT_COMMANDS = new Set(
  "KeyR KeyL KeyT KeyW KeyN KeyQ Tab Minus Equal Digit0 NumpadAdd NumpadSubtract".split(" "),
);

/** A key of an input method that has not decided yet. */
const UNDECIDED = 229;

/** Signs that some keyboards write with Alt (Option), so that it is no shortcut: @ on a German Mac. */
const SIGN = /^[!-/:-@[-`{-~€]$/;

export function meantFor(key: Pressed, systems: Systems): Meant {
  if (key.isComposing || key.keyCode === UNDECIDED || key.key === "Dead") return "text";
  if (MODIFIER_KEYS.has(key.key)) return "nothing";
  if (isShortcut(key)) return "console";
  if (KEPT_KEYS.has(key.key)) return "browser";
  if (!commands(key, systems) || key.getModifierState("AltGraph")) return "page";
  switch (key.code) {
    case "KeyC":
      return "copy";
    case "KeyX":
      return "cut";
    case "KeyV":
      return "text";
    default:
      return KEPT_COMMANDS.has(key.code) ? "browser" : "page";
  }
}

/** Alt combinations belong to the console, but for signs that are written with Alt. */
export function isShortcut(key: Pressed): boolean {
  if (!key.altKey || key.ctrlKey || key.metaKey || key.getModifierState("AltGraph")) return false;
  return !SIGN.test(key.key);
}
