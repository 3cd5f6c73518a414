import { ModifierAlt, ModifierControl, ModifierMeta, ModifierShift, type Modifiers } from "@samepage/wire";

/** Modifier keys as events tell them. */
export interface HeldKeys {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The modifiers of a message; the viewer has put them into the customer's system's terms. */
export function heldKeys(modifiers: Modifiers | undefined): HeldKeys {
  const held = modifiers ?? 0;
  return {
    shiftKey: (held & ModifierShift) !== 0,
    ctrlKey: (held & ModifierControl) !== 0,
    altKey: (held & ModifierAlt) !== 0,
    metaKey: (held & ModifierMeta) !== 0,
  };
}

export const noKeys: HeldKeys = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

/** Whether the key that makes shortcuts is held. With Alt too it is AltGr, which writes. */
export const isCommand = (held: HeldKeys): boolean => (held.ctrlKey || held.metaKey) && !held.altKey;
