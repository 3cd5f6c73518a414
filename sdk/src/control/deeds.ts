import { Done, type DoneBody } from "@samepage/wire";

/** Typing is told when it has rested this long, in milliseconds, or something else is done. */
const REST = 1_500;

/** What comes again and again of one field counts as one. */
const TOGETHER: ReadonlySet<string> = new Set(["type", "pick"]);

/** One thing done, before it is told. */
export interface Told extends Omit<DoneBody, "kind"> {
  element: Element | undefined;
}

/** Tells what was done for the customer, a field at a time: never what was typed. */
export class Deeds {
  #send: (body: DoneBody) => void;
  #open: Told | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (body: DoneBody) => void) {
    this.#send = send;
  }

  add(deed: Told): void {
    const goesOn =
      this.#open?.element === deed.element &&
      this.#open?.action === deed.action &&
      this.#open.agent === deed.agent;
    if (!goesOn) this.flush();
    this.#open = deed;
    if (!TOGETHER.has(deed.action)) return this.flush();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), REST);
  }

  /** Tells what has not been told yet. */
  flush(): void {
    clearTimeout(this.#timer);
    if (!this.#open) return;
    const { element: _, ...body } = this.#open;
    this.#open = undefined;
    this.#send({ kind: Done, ...body });
  }
}
