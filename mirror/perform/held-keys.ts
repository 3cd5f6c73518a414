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

/** The modifiers of a message. A command key that the customer's system does not know becomes the one that it does. */
export function heldKeys(modifiers: Modifiers | undefined, isMac: boolean): HeldKeys {
  const held = modifiers ?? 0;
  const ctrl = (held & CONTROL) !== 0;
  const meta = (held & META) !== 0;
  return {
    shiftKey: (held & SHIFT) !== 0,
    ctrlKey: isMac ? ctrl && meta : ctrl || meta,
    altKey: (held & ALT) !== 0,
    metaKey: isMac ? meta || ctrl : false,
  };
}

export const noKeys: HeldKeys = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

/** Whether the key that makes shortcuts is held. */
export const isCommand = (held: HeldKeys): boolean => held.ctrlKey || held.metaKey;
