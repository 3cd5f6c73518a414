// Shortcuts that belong to what is in front: a part takes them while it is there.
import type { ShortcutId } from "../settings/shortcuts.ts";

/** Does what a shortcut says; false where it is not this part's. */
export type KeyHandler = (id: ShortcutId) => boolean;

export class KeyBoard {
  readonly #handlers = new Set<KeyHandler>();

  /** Takes shortcuts from now on; the returned function ends that. */
  listen(handler: KeyHandler): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  /** Gives a shortcut to whoever takes it first. */
  press(id: ShortcutId): void {
    for (const handler of this.#handlers) if (handler(id)) return;
  }
}
