/** Names by which modifiers are written in a hot key, and the field of a key's event that tells of them. */
const MODIFIERS = {
  Control: "ctrlKey",
  Ctrl: "ctrlKey",
  Alt: "altKey",
  Shift: "shiftKey",
  Meta: "metaKey",
} as const;

type Flag = (typeof MODIFIERS)[keyof typeof MODIFIERS];

/** The part of a key's event that a hot key is held against. */
type Press = Pick<KeyboardEvent, "key" | "code" | Flag>;

/**
 * Whether a press is the hot key, such as "Control+Alt+H": exactly these modifiers, then one key by the name that
 * KeyboardEvent gives it. Letters and digits also by their place, as Alt makes other characters of them.
 */
export function isHotKey(press: Press, hotKey: string): boolean {
  const names = hotKey.split("+").map((name) => name.trim());
  const key = names.pop() ?? "";
  const wanted = new Set<Flag>();
  for (const name of names) {
    const flag = MODIFIERS[name as keyof typeof MODIFIERS];
    if (!flag) return false;
    wanted.add(flag);
  }
  const flags: readonly Flag[] = ["ctrlKey", "altKey", "shiftKey", "metaKey"];
  if (flags.some((flag) => press[flag] !== wanted.has(flag))) return false;
  const upper = key.toUpperCase();
  return press.key.toUpperCase() === upper || press.code === `Key${upper}` || press.code === `Digit${upper}`;
}
