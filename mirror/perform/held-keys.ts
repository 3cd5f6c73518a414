import type { Modifiers } from "@samepage/wire";

/** Modifier keys as events tell them. */
export interface HeldKeys {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const SHIFT = 1;
const CONTROL = 2;
const ALT = 4;
const META = 8;

/** The modifiers of a message; the viewer has put them into the customer's system's terms. */
export function heldKeys(modifiers: Modifiers | undefined): HeldKeys {
  const held = modifiers ?? 0;
  return {
    shiftKey: (held & SHIFT) !== 0,
    ctrlKey: (held & CONTROL) !== 0,
    altKey: (held & ALT) !== 0,
    metaKey: (held & META) !== 0,
  };
}

export const noKeys: HeldKeys = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

/** Whether the key that makes shortcuts is held. With Alt too it is AltGr, which writes. */
export const isCommand = (held: HeldKeys): boolean => (held.ctrlKey || held.metaKey) && !held.altKey;
