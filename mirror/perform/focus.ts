import { editingHost, isDisabled, isTextField } from "./fields.ts";
import type { Fire } from "./fire.ts";
import type { Ground } from "./ground.ts";

const NATIVE =
  "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, audio[controls], video[controls], [tabindex]";

/** Whether the element can have the focus at all, by pointer or keyboard. */
export function canFocus(el: Element): boolean {
  if (isDisabled(el)) return false;
  if (el.localName === "summary" && el.parentElement?.localName !== "details") return false;
  return el.matches(NATIVE) || editingHost(el) === el;
}

/** Moves the page's focus for the agent, with the events that belong to it. */
export class Focus {
  readonly #ground: Ground;
  readonly #fire: Fire;

  constructor(ground: Ground, fire: Fire) {
    this.#ground = ground;
    this.#fire = fire;
  }

  /** What a press on an element does to the focus: to the nearest that takes it, or away. */
  byPress(target: Element): void {
    const takes = (el: Element): boolean => canFocus(el) || !!this.#ground.shadow(el)?.delegatesFocus;
    const focusable = this.#ground.around(target, takes);
    const isOwnLabel = this.#ground.around(target, (el) => el.localName === "label" || el === focusable);
    // The click that follows gives the focus to the field of the label.
    if (isOwnLabel && isOwnLabel !== focusable) return;
    const isText = focusable !== null && (isTextField(focusable) || editingHost(focusable) !== null);
    this.move(focusable, isText);
  }

  /** @param visible whether the page should show it, as after a key */
  move(to: Element | null, visible: boolean): void {
    const before = this.#ground.active();
    if (before === to) return;
    const from = before.matches("body, html") ? null : before;
    const left = from && heard(from, "blur");
    const got = to && heard(to, "focus");
    // `focusVisible` is not in the library's types yet.
    const options: FocusOptions & { focusVisible: boolean } = {
      preventScroll: !visible,
      focusVisible: visible,
    };
    if (to) (to as HTMLElement).focus(options);
    else if (from) (from as HTMLElement).blur();
    const hasMoved = this.#ground.active() !== before;
    const isLost = left?.() === false;
    const isGot = got?.() === true;
    // Browsers keep the events back while the window has not the system's focus; pages wait for them.
    if (hasMoved && from && isLost) this.#tell(from, ["blur", "focusout"], to);
    if (hasMoved && to && !isGot && this.#ground.active() === to) this.#tell(to, ["focus", "focusin"], from);
  }

  #tell(
    el: Element,
    types: readonly ("focus" | "focusin" | "blur" | "focusout")[],
    other: Element | null,
  ): void {
    for (const type of types) this.#fire.focus(el, type, other);
  }
}

/** Listens for one event; the answer is whether it came, and ends the listening. */
function heard(el: Element, type: string): () => boolean {
  let came = false;
  const on = (): void => {
    came = true;
  };
  el.addEventListener(type, on);
  return () => {
    el.removeEventListener(type, on);
    return came;
  };
}
