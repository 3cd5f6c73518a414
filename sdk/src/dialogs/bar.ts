import type { Participant } from "@samepage/wire";
import type { Sign } from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import { h, icon } from "../ui/element.ts";
import { GRIP, SMALLER } from "../ui/icons.ts";
import { isAt } from "../ui/reach.ts";
import { barWords, comingsAndGoings } from "./bar-words.ts";
import { controllerIn, leadIn, namesOf, peopleIn } from "./people.ts";

/** The hot keys that stop a session, and take control back, even where a page's dialog keeps our bar from being pressed. */
const STOP_KEYS = "Ctrl+Alt+Shift+X";
const TAKE_BACK_KEYS = "Ctrl+Alt+Shift+B";

/** So long after a press began nothing in the bar moves, in milliseconds: the press ends where it was aimed, by finger too. */
const PRESS_TAKES = 700;

/** On windows narrower than this, in CSS pixels, the bar is at the bottom, near the thumb. */
const PHONE = 600;

export interface BarEvents {
  stop(): void;
  takeBack(): void;
  /** Shows the customer what agents see (C11); calls back when that is over. */
  preview(back: () => void): void;
  /** What the agents point at and have drawn, in words. */
  where(): string;
  /** The bar is at the bottom now, or is not any more. */
  low(on: boolean): void;
}

/**
 * The bar of a running session: who sees what and may do what, the way to take control back, and Stop. It
 * can be moved to the other edge and made small.
 */
export class Bar {
  readonly el: HTMLElement;
  readonly stop: HTMLButtonElement;
  #texts: Texts;
  #words = h("span");
  #aloud = h("div", { class: "aloud", role: "status" });
  #small: HTMLButtonElement;
  #takeBack: HTMLButtonElement;
  #sees: HTMLButtonElement;
  #low: boolean;
  #sign: Sign | undefined;
  /** The sign that the bar shows: an older one while it is pressed. */
  #shown: Sign | undefined;
  #pressed: ReturnType<typeof setTimeout> | undefined;
  #paused = false;
  #said = "";
  #events: BarEvents;

  constructor(texts: Texts, events: BarEvents) {
    this.#texts = texts;
    this.#events = events;
    this.#low = document.documentElement.clientWidth < PHONE;
    this.stop = h("button", {
      class: "stop",
      text: texts.stop,
      title: texts.stopHint(STOP_KEYS),
      on: { click: (event) => event.isTrusted && events.stop() },
    });
    this.#takeBack = h("button", {
      class: "take-back",
      text: texts.takeBack,
      title: texts.takeBackHint(TAKE_BACK_KEYS),
      hidden: true,
      on: { click: (event) => event.isTrusted && events.takeBack() },
    });
    this.#sees = h("button", {
      class: "plain sees",
      on: { click: () => events.preview(() => this.#sees.focus({ preventScroll: true })) },
    });
    this.#small = this.#iconButton("small", texts.smaller, SMALLER, () => this.#toggle());
    this.el = h(
      "section",
      { class: "bar", "aria-label": texts.bar, tabindex: "-1", on: { pointerdown: () => this.#holdStill() } },
      h("div", { class: "says" }, h("i", { class: "lamp" }), this.#words),
      h("button", {
        class: "plain where",
        text: texts.whereIsIt,
        on: { click: () => this.say(events.where()) },
      }),
      this.#sees,
      this.#iconButton("move", texts.move, GRIP, () => this.put(!this.#low)),
      this.#small,
      this.#takeBack,
      this.stop,
      this.#aloud,
    );
    this.put(this.#low);
  }

  /** Says what is going on; a change is read out. */
  show(sign: Sign): void {
    this.#sign = sign;
    this.#tell();
  }

  /** The agent's input waits, as the customer uses the page (A10). */
  paused(on: boolean): void {
    this.#paused = on;
    setTimeout(() => this.#tell()); // a press is heard of at the window first, and then here
  }

  /** What the button at a place, in CSS pixels of the window, is for: Stop, or the way to take control back. */
  pressedAt(x: number, y: number): (() => void) | undefined {
    if (isAt(this.stop, x, y)) return this.#events.stop;
    if (this.offersTakeBack && isAt(this.#takeBack, x, y)) return this.#events.takeBack;
    return undefined;
  }

  /** Whether control can be taken back now. */
  get offersTakeBack(): boolean {
    return !this.#takeBack.hidden;
  }

  /** Reads something out, also the same words again. */
  say(text: string): void {
    this.#aloud.textContent = "";
    requestAnimationFrame(() => {
      this.#aloud.textContent = text; // changed after a frame, so that the same words are read again
    });
  }

  /** To the lower edge of the window, or to the upper one. */
  put(low: boolean): void {
    this.#low = low;
    this.el.classList.toggle("low", low);
    this.#events.low(low);
  }

  destroy(): void {
    clearTimeout(this.#pressed);
    this.#events.low(false);
    this.el.remove();
  }

  /** The press itself changes what the bar has to say: the customer's hand pauses the agent's. */
  #holdStill(): void {
    clearTimeout(this.#pressed);
    this.#pressed = setTimeout(() => {
      this.#pressed = undefined;
      this.#tell();
    }, PRESS_TAKES);
  }

  #tell(): void {
    const sign = this.#sign;
    if (!sign || this.#pressed !== undefined) return;
    const news = comingsAndGoings(this.#shown, sign, this.#texts);
    this.#shown = sign;
    this.#sees.textContent = this.#texts.preview.window(leadIn(sign.session));
    this.#offerTakeBack(controllerIn(sign.session) !== undefined);
    this.el.classList.toggle("still", sign.state !== "live");
    const text = barWords(sign, this.#paused, this.#texts);
    if (text === this.#said && news.length === 0) return;
    this.#said = text;
    this.#words.replaceChildren(...named(text, peopleIn(sign.session), this.#texts.language));
    this.#words.title = text;
    this.say([...news, text].join(". "));
  }

  #offerTakeBack(on: boolean): void {
    const focused = this.#takeBack.matches(":focus");
    this.#takeBack.hidden = !on;
    if (!on && focused) this.el.focus({ preventScroll: true }); // not on Stop: the key may be pressed twice
  }

  #iconButton(name: string, label: string, path: string, press: () => void): HTMLButtonElement {
    const parts = { class: `plain icon ${name}`, "aria-label": label, title: label };
    return h("button", { ...parts, on: { click: press } }, icon(path));
  }

  #toggle(): void {
    const small = this.el.classList.toggle("small");
    const name = small ? this.#texts.larger : this.#texts.smaller;
    this.#small.setAttribute("aria-label", name);
    this.#small.title = name;
  }
}

/** A sentence in which each person's name wears the colour of their pointer, where there are several. */
function named(text: string, people: readonly Participant[], language: string): (string | Node)[] {
  const names = namesOf(people, language);
  const at = text.indexOf(names);
  if (people.length < 2 || at < 0) return [text];
  const parts = new Intl.ListFormat(language, { type: "conjunction" }).formatToParts(
    people.map((p) => p.name),
  );
  const rest = [...people];
  const marked = parts.map(({ type, value }) => (type === "element" ? marker(value, rest.shift()) : value));
  return [text.slice(0, at), ...marked, text.slice(at + names.length)];
}

function marker(name: string, person: Participant | undefined): HTMLElement {
  const el = h("b", { text: name });
  if (person && CSS.supports("color", person.colour)) el.style.setProperty("--pointer", person.colour);
  return el;
}
