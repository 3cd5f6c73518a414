import type { TextField } from "./fields.ts";
import type { Fire } from "./fire.ts";
import { viewOf } from "./ground.ts";

interface Edited {
  /** What the field held before the agent's first edit, or at its last `change`. */
  before: string;
  readonly end: () => void;
}

/**
 * Sees to it that a field which was edited tells `change` when it is left, also where the browser does not see the
 * edit as one by a person. One listener a field, until it is left.
 */
export class Changes {
  readonly #fire: Fire;
  readonly #edited = new Map<TextField, Edited>();

  constructor(fire: Fire) {
    this.#fire = fire;
  }

  /** Called before the agent's edit of a field. */
  editing(field: TextField): void {
    if (this.#edited.has(field)) return;
    const onChange = (): void => this.#settled(field);
    const onBlur = (): void => {
      this.tell(field);
      this.#forget(field);
    };
    field.addEventListener("change", onChange);
    field.addEventListener("blur", onBlur);
    const end = (): void => {
      field.removeEventListener("change", onChange);
      field.removeEventListener("blur", onBlur);
    };
    this.#edited.set(field, { before: field.value, end });
  }

  /** The field is done with, as by Enter: tells `change` where the browser has not. */
  tell(field: TextField): void {
    const edited = this.#edited.get(field);
    if (edited && edited.before !== field.value) this.#fire.plain(field, viewOf(field), "change");
  }

  stop(): void {
    for (const field of [...this.#edited.keys()]) this.#forget(field);
  }

  #settled(field: TextField): void {
    const edited = this.#edited.get(field);
    if (edited) edited.before = field.value;
  }

  #forget(field: TextField): void {
    this.#edited.get(field)?.end();
    this.#edited.delete(field);
  }
}
