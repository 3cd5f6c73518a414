import type { Modifiers } from "@samepage/wire";
import type { Aim } from "./aim.ts";
import { motionOf, moveCaret, selectAll } from "./caret.ts";
import type { Changes } from "./changes.ts";
import { type CustomersOwnWatch, outcomeOf } from "./customers-own.ts";
import { dismissByEscape } from "./dismiss.ts";
import { isButtonInput, isDisabled, isFile, isInputOf, isTextField } from "./fields.ts";
import type { Fire } from "./fire.ts";
import type { Focus } from "./focus.ts";
import { type Ground, viewOf } from "./ground.ts";
import { type HeldKeys, heldKeys, isCommand } from "./held-keys.ts";
import { isCharacter, keyCodeOf } from "./key-codes.ts";
import { did, nothing, type Outcome, Refusal } from "./outcome.ts";
import { scrollByKey } from "./scrolling.ts";
import { submission, submit } from "./submitting.ts";
import { nextStop } from "./tab-order.ts";
import { isEditable, type Typing } from "./typing.ts";
import { pressInWidget } from "./widgets.ts";

/** One key of the agent's keyboard. */
export interface Key {
  readonly phase: string;
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  readonly modifiers: Modifiers | undefined;
}

/** What shortcuts do in text: the browser's command and its name as an input. */
const COMMANDS: { readonly [key: string]: readonly [command: string, inputType: string] } = {
  z: ["undo", "historyUndo"],
  y: ["redo", "historyRedo"],
  b: ["bold", "formatBold"],
  i: ["italic", "formatItalic"],
  u: ["underline", "formatUnderline"],
};

const MODIFIER_KEYS = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "Dead", "Process", "AltGraph"]);

/** The parts that keys act through. */
export interface KeyboardParts {
  readonly ground: Ground;
  readonly aim: Aim;
  readonly fire: Fire;
  readonly focus: Focus;
  readonly watch: CustomersOwnWatch;
  readonly typing: Typing;
  readonly changes: Changes;
  /** The element that was pressed last: Tab goes on from there. */
  lastPressed(): Element | null;
}

/** The agent's keyboard: events, and for each what the browser would have done for the customer's own key. */
export class Keyboard {
  readonly #parts: KeyboardParts;
  /** A button that Space holds down until it comes up. */
  #held: Element | null = null;

  constructor(parts: KeyboardParts) {
    this.#parts = parts;
  }

  /** The element that a key would press: a button, or the one that Enter in a form's field stands for. */
  wouldPress({ key, phase, modifiers }: Key): Element | null {
    if (phase === "up") return null;
    const { ground } = this.#parts;
    const el = ground.active();
    if (isCommand(heldKeys(modifiers))) return null;
    if (isPressable(el, key)) return el;
    if (isInputOf(el, "radio") && key.startsWith("Arrow")) return el; // it presses one of its group
    if (key !== "Enter") return null;
    const sends = submission(el);
    return sends && (sends.button ?? sends.form);
  }

  perform(given: Key): Outcome {
    const { ground, fire } = this.#parts;
    const el = ground.active();
    this.#check(el, given.key);
    const held = heldKeys(given.modifiers);
    const init = initOf(given, held);
    let outcome: Outcome = nothing;
    if (given.phase !== "up") {
      const goesOn = fire.key(el, "keydown", init);
      if (goesOn) outcome = this.#down(el, given, held, init);
      // Editors that do it all themselves have typed too.
      else if (isEditable(el) && writes(given.key, held)) outcome = did("type", el);
    }
    if (given.phase !== "down") outcome = this.#up(ground.active(), given, init) ?? outcome;
    return outcome;
  }

  #check(el: Element, key: string): void {
    const { ground, aim } = this.#parts;
    if (ground.isOurs(el)) throw new Refusal("ours");
    // Out of a masked field leads a key; into it none.
    aim.judge(el, key === "Tab" ? "move" : "focus");
  }

  #down(el: Element, { key }: Key, held: HeldKeys, init: KeyboardEventInit): Outcome {
    const { fire, ground } = this.#parts;
    const presses = (isCharacter(key) || key === "Enter") && !isCommand(held);
    const code = key === "Enter" ? 13 : (key.codePointAt(0) ?? 0);
    if (
      presses &&
      !fire.key(el, "keypress", { ...init, keyCode: code, charCode: code } as KeyboardEventInit)
    ) {
      return nothing;
    }
    if (MODIFIER_KEYS.has(key)) return nothing;
    if (key === "Tab") return this.#tab(held.shiftKey);
    if (key === "Escape") {
      dismissByEscape(ground, el);
      return nothing;
    }
    return this.#effect(el, key, held);
  }

  #effect(el: Element, key: string, held: HeldKeys): Outcome {
    const { fire, focus, ground } = this.#parts;
    if (key === "Enter" && !isPressable(el, key)) {
      const sent = this.#submit(el);
      if (sent) return sent;
    }
    if (isPressable(el, key)) return this.#pressed(el, key);
    if (!isCommand(held) && !held.altKey && this.#changesWidget(el, key)) {
      this.#mayChange(el);
      if (pressInWidget(fire, focus, el, key)) return did("pick", el);
    }
    if (isEditable(el)) return this.#edit(el, key, held);
    if (isCommand(held)) {
      if (key.toLowerCase() === "a") selectAll(el);
      return nothing;
    }
    scrollByKey(ground, el, key, held.shiftKey);
    return nothing;
  }

  #changesWidget(el: Element, key: string): boolean {
    if (el.matches("select, input[type=radio], input[type=range]")) return key !== "Enter";
    return isInputOf(el, "number") && (key === "ArrowUp" || key === "ArrowDown");
  }

  #edit(el: Element, key: string, held: HeldKeys): Outcome {
    const { typing } = this.#parts;
    const motion = motionOf(key, held);
    if (motion) {
      moveCaret(el, motion, held.shiftKey);
      return nothing;
    }
    if (isCommand(held) && key.toLowerCase() === "a") {
      selectAll(el);
      return nothing;
    }
    const step = isCommand(held) || held.altKey ? "word" : "character";
    const edit = this.#editOf(el, key, held, step);
    if (!edit) return nothing;
    this.#mayChange(el);
    edit(typing);
    return did("type", el);
  }

  #editOf(
    el: Element,
    key: string,
    held: HeldKeys,
    step: "word" | "character",
  ): ((typing: Typing) => void) | null {
    if (key === "Backspace") return (typing) => typing.remove(el, step, -1);
    if (key === "Delete") return (typing) => typing.remove(el, step, 1);
    if (key === "Enter" && el.localName !== "input") return (typing) => typing.break(el, held.shiftKey);
    if (isCommand(held)) {
      const redo = key.toLowerCase() === "z" && held.shiftKey;
      const command = COMMANDS[redo ? "y" : key.toLowerCase()];
      return command ? (typing) => typing.command(el, command[0], command[1]) : null;
    }
    return isCharacter(key) ? (typing) => typing.insert(el, key) : null;
  }

  /** Throws a Refusal where the text must not be changed. */
  #mayChange(el: Element): void {
    this.#parts.aim.judge(el, "change");
    if (isDisabled(el)) throw new Refusal("disabled", el);
    if (isTextField(el) && el.readOnly) throw new Refusal("readonly", el);
  }

  #submit(field: Element): Outcome | null {
    const sends = submission(field);
    if (!sends) {
      // Enter is the end of an entry, with a form or without.
      if (isTextField(field) && field.localName === "input") this.#parts.changes.tell(field);
      return null;
    }
    if (isTextField(field)) this.#parts.changes.tell(field);
    const led = this.#parts.watch.during(sends.form, () => submit(sends.form, sends.button));
    return outcomeOf(led, sends.button ?? sends.form);
  }

  #pressed(el: Element, key: string): Outcome {
    if (isDisabled(el)) throw new Refusal("disabled", el);
    if (isFile(el)) throw new Refusal("needs_customer", el, "file");
    // Space presses when it comes up, Enter at once.
    if (key === " ") {
      this.#held = el;
      return nothing;
    }
    return this.#click(el);
  }

  #up(el: Element, { key }: Key, init: KeyboardEventInit): Outcome | null {
    const goesOn = this.#parts.fire.key(el, "keyup", init);
    const held = this.#held;
    this.#held = null;
    return key === " " && held === el && goesOn ? this.#click(el) : null;
  }

  #click(el: Element): Outcome {
    const box = el.getBoundingClientRect();
    const { ground, fire, watch } = this.#parts;
    const point = ground.outOf(viewOf(el), { x: box.left + box.width / 2, y: box.top + box.height / 2 });
    const keys = heldKeys(0);
    return outcomeOf(
      watch.during(el, () => fire.click(el, "click", { point, buttons: 0, keys }, 0, 0)),
      el,
    );
  }

  #tab(back: boolean): Outcome {
    const { ground, focus, lastPressed } = this.#parts;
    const active = ground.active();
    const from = active.matches("body, html") ? (lastPressed() ?? active) : active;
    const to = nextStop(ground, from.isConnected ? from : active, back ? -1 : 1);
    if (!to) return nothing;
    focus.move(to, true);
    if (isTextField(to) && to.localName === "input") to.select();
    return nothing;
  }
}

/** Whether the key changes a text. */
const writes = (key: string, held: HeldKeys): boolean =>
  (isCharacter(key) || ["Enter", "Backspace", "Delete"].includes(key)) && !isCommand(held);

/** Whether the key presses the element, as a click does. */
function isPressable(el: Element, key: string): boolean {
  if (key !== "Enter" && key !== " ") return false;
  const isButton = el.localName === "button" || isButtonInput(el) || isFile(el) || isInputOf(el, "color");
  if (isButton || (el.localName === "summary" && el.parentElement?.localName === "details")) return true;
  if (key === "Enter") return el.matches("a[href], area[href]");
  return isInputOf(el, "checkbox") || isInputOf(el, "radio");
}

function initOf({ key, code, repeat }: Key, held: HeldKeys): KeyboardEventInit {
  const keyCode = keyCodeOf(key, code);
  const init: KeyboardEventInit & { which: number } = {
    key,
    code,
    repeat,
    keyCode,
    charCode: 0,
    which: keyCode,
    ...held,
  };
  return init;
}
