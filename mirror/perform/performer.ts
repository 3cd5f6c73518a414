import type { At, Modifiers } from "@samepage/wire";
import type { PageWindow } from "../capture/natives.ts";
import { Aim, type Spot } from "./aim.ts";
import { Changes } from "./changes.ts";
import { selectedText } from "./copying.ts";
import { CustomersOwnWatch } from "./customers-own.ts";
import { editingHost, isDisabled, isSelect, isTextField } from "./fields.ts";
import { Fire } from "./fire.ts";
import { Focus } from "./focus.ts";
import { Ground, viewOf } from "./ground.ts";
import type { Press } from "./hand.ts";
import { Hands } from "./hands.ts";
import { heldKeys } from "./held-keys.ts";
import type { Performer, PerformOptions } from "./index.ts";
import { type Key, Keyboard } from "./keyboard.ts";
import { labelOf, type Told } from "./labels.ts";
import { did, nothing, type Outcome, Refusal, StepUp } from "./outcome.ts";
import { checkPickable, pickOptions, pickValue } from "./picking.ts";
import { reveal, wheel } from "./scrolling.ts";
import type { Sight } from "./sight.ts";
import { isEditable, Typing } from "./typing.ts";

/** A press that the rules want the customer's word for; nothing of it has reached the page. */
interface Prepared {
  readonly at: At;
  readonly press: Press;
  readonly element: Element;
}

/** Joins the parts: each input is judged first, then done, and ends in one outcome. */
export class PagePerformer implements Performer {
  readonly #ground: Ground;
  readonly #sight: Sight;
  readonly #aim: Aim;
  readonly #fire: Fire;
  readonly #focus: Focus;
  readonly #changes: Changes;
  readonly #typing: Typing;
  readonly #hands: Hands;
  readonly #keyboard: Keyboard;
  #prepared: Prepared | null = null;

  constructor({ window, sight, exclude, mayOpen }: PerformOptions) {
    const ground = new Ground(window as PageWindow, sight, exclude);
    this.#ground = ground;
    this.#sight = sight;
    this.#aim = new Aim(ground, sight);
    this.#fire = new Fire(ground);
    this.#focus = new Focus(ground, this.#fire);
    this.#changes = new Changes(this.#fire);
    this.#typing = new Typing(this.#fire, this.#changes);
    const watch = new CustomersOwnWatch(ground, mayOpen);
    this.#hands = new Hands(ground, this.#aim, this.#fire, this.#focus, watch);
    this.#keyboard = new Keyboard({
      ground,
      aim: this.#aim,
      fire: this.#fire,
      focus: this.#focus,
      watch,
      typing: this.#typing,
      changes: this.#changes,
      lastPressed: () => this.#hands.lastPressed,
    });
  }

  move(at: At, modifiers?: Modifiers): Outcome {
    return attempt(() => this.#hands.move(at, modifiers));
  }

  press(phase: "down" | "up", at: At, press: Press): Outcome {
    return attempt(() => (phase === "down" ? this.#down(at, press) : this.#up(at, press)));
  }

  wheel(at: At, dx: number, dy: number, modifiers?: Modifiers): Outcome {
    return attempt(() => {
      const { target, point } = this.#aim.spot(at);
      this.#aim.judge(target, "scroll");
      const state = { point, buttons: 0, keys: heldKeys(modifiers) };
      wheel(this.#ground, this.#fire, target, state, dx, dy);
      return nothing;
    });
  }

  key(key: Key): Outcome {
    return attempt(() => {
      const pressed = this.#keyboard.wouldPress(key);
      const active = this.#ground.active();
      try {
        if (pressed) this.#judgeElement(pressed);
      } catch (error) {
        if (!(error instanceof StepUp)) throw error;
        return { is: "asks", element: error.element, go: () => this.#keyAgain(key, active) };
      }
      return this.#keyboard.perform(key);
    });
  }

  text(text: string, source: string): Outcome {
    return attempt(() => {
      const el = this.#ground.active();
      if (this.#ground.isOurs(el)) throw new Refusal("ours");
      this.#aim.judge(el, "change");
      const data = new (viewOf(el).DataTransfer)();
      data.setData("text/plain", text);
      const isPaste = source === "paste";
      if (isPaste && !this.#fire.clipboard(el, "paste", data)) return did("paste", el);
      if (!isEditable(el)) throw new Refusal("not_editable", el);
      this.#refuseLocked(el);
      const entered = el.localName === "input" ? text.replace(/[\r\n]+/g, " ") : text.replace(/\r\n?/g, "\n");
      if (isPaste) this.#typing.insert(el, entered, "insertFromPaste", data);
      else this.#typing.insert(el, entered);
      return did(isPaste ? "paste" : "type", el);
    });
  }

  pick(epoch: number, node: number, value: string, options: readonly number[]): Outcome {
    return attempt(() => {
      const el = this.#aim.element(epoch, node);
      this.#aim.judge(el, "change");
      checkPickable(el);
      this.#focus.move(el, false);
      if (!isSelect(el)) return pickValue(this.#fire, el, value);
      return pickOptions(
        this.#fire,
        el,
        options.map((option) => this.#aim.element(epoch, option)),
      );
    });
  }

  copy(cut: boolean): Outcome {
    return attempt(() => {
      const el = this.#ground.active();
      const copied = selectedText(this.#ground, this.#sight);
      if (cut && isEditable(el)) this.#mayChange(el);
      const data = new (viewOf(el).DataTransfer)();
      const goesOn = this.#fire.clipboard(el, cut ? "cut" : "copy", data);
      if (cut && goesOn && isEditable(el)) this.#typing.removeSelected(el, "deleteByCut");
      return { is: "done", copied, deed: { action: "copy", element: el } };
    });
  }

  reveal(epoch: number, node: number): Outcome {
    return attempt(() => {
      const el = this.#aim.element(epoch, node);
      this.#aim.judge(el, "scroll");
      reveal(el);
      return nothing;
    });
  }

  label(el: Element, whole = false): string {
    return labelOf(this.#ground, whole ? openSight : this.#sight, el);
  }

  characters(el: Element): number {
    const text = isTextField(el) ? el.value : (editingHost(el)?.textContent ?? "");
    return [...text].length;
  }

  letGo(): void {
    this.#prepared = null;
    this.#hands.cancel();
  }

  leave(): void {
    this.letGo();
    this.#hands.leave();
  }

  stop(): void {
    this.leave();
    this.#changes.stop();
  }

  #down(at: At, press: Press): Outcome {
    const spot = this.#aim.spot(at);
    this.#prepared = null;
    try {
      this.#judgePress(spot);
    } catch (error) {
      if (!(error instanceof StepUp)) throw error;
      this.#prepared = { at, press, element: error.element };
      return nothing;
    }
    this.#hands.press(spot, press);
    return nothing;
  }

  #up(at: At, { modifiers }: Press): Outcome {
    const prepared = this.#prepared;
    this.#prepared = null;
    if (!prepared) return this.#hands.release(at, modifiers);
    const go = (): Outcome =>
      attempt(() => {
        this.#hands.press(this.#aim.spot(prepared.at), prepared.press);
        return this.#hands.release(prepared.at, modifiers);
      });
    return { is: "asks", element: prepared.element, go };
  }

  /** A label presses its field too. */
  #judgePress({ target }: Spot): void {
    this.#judgeElement(target);
    const label = this.#ground.around(target, (el) => el.localName === "label") as HTMLLabelElement | null;
    if (label?.control) this.#judgeElement(label.control);
  }

  /** To press some fields is to change them. */
  #judgeElement(el: Element): void {
    if (el.matches("input[type=checkbox], input[type=radio], input[type=range], option"))
      this.#aim.judge(el, "change");
    this.#aim.judge(el, "press");
  }

  /** The question has had the focus meanwhile. */
  #keyAgain(key: Key, active: Element): Outcome {
    return attempt(() => {
      if (!active.isConnected) throw new Refusal("gone");
      this.#focus.move(active, true);
      return this.#keyboard.perform(key);
    });
  }

  #mayChange(el: Element): void {
    this.#aim.judge(el, "change");
    this.#refuseLocked(el);
  }

  #refuseLocked(el: Element): void {
    if (isDisabled(el)) throw new Refusal("disabled", el);
    if (isTextField(el) && el.readOnly) throw new Refusal("readonly", el);
  }
}

/** What the customer sees of their own page: all. */
const openSight: Told = { facts: () => true, attribute: (el, name) => el.getAttribute(name) };

/** One input; whatever goes wrong ends in an outcome. */
function attempt(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) {
      const { reason, element, what } = error;
      return { is: "refused", reason, ...(element && { element }), ...(what && { what }) };
    }
    console.error("samepage: an input failed", error);
    return { is: "refused", reason: "failed" };
  }
}
