import type { Sign, SignState } from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import { h, icon } from "../ui/element.ts";
import { GRIP, SMALLER } from "../ui/icons.ts";

/** The hot key that stops a session even where a page's dialog keeps our bar from being pressed. */
export const STOP_KEYS = "Ctrl+Alt+Shift+X";

/** On windows narrower than this, in CSS pixels, the bar is at the bottom, near the thumb. */
const PHONE = 600;

export interface BarEvents {
  stop(): void;
  /** What the agents point at, in words. */
  where(): string;
  /** The bar is at the bottom now, or is not any more. */
  low(on: boolean): void;
}

/** The bar of a running session: who sees what, and Stop. It can be moved to the other edge and made small. */
export class Bar {
  readonly el: HTMLElement;
  readonly stop: HTMLButtonElement;
  #texts: Texts;
  #words: HTMLElement;
  #aloud: HTMLElement;
  #small: HTMLButtonElement;
  #low: boolean;
  #said = "";
  #events: BarEvents;

  constructor(texts: Texts, events: BarEvents) {
    this.#texts = texts;
    this.#events = events;
    this.#low = document.documentElement.clientWidth < PHONE;
    this.#words = h("span");
    this.#aloud = h("div", { class: "aloud", role: "status" });
    this.stop = h("button", {
      class: "stop",
      text: texts.stop,
      title: texts.stopHint(STOP_KEYS),
      on: { click: (event) => event.isTrusted && events.stop() },
    });
    this.#small = h(
      "button",
      {
        class: "plain icon small",
        "aria-label": texts.smaller,
        title: texts.smaller,
        on: { click: () => this.#toggle() },
      },
      icon(SMALLER),
    );
    const where = h("button", {
      class: "plain where",
      text: texts.whereIsIt,
      on: { click: () => this.#say(events.where()) },
    });
    const move = h(
      "button",
      {
        class: "plain icon move",
        "aria-label": texts.move,
        title: texts.move,
        on: { click: () => this.#put(!this.#low) },
      },
      icon(GRIP),
    );
    this.el = h(
      "section",
      { class: "bar", "aria-label": texts.bar },
      h("div", { class: "says" }, h("i", { class: "lamp" }), this.#words),
      where,
      move,
      this.#small,
      this.stop,
      this.#aloud,
    );
    this.#put(this.#low);
    document.addEventListener("focusin", this.#giveWay, { passive: true });
  }

  /** Says what is going on; a change is read out. */
  show(sign: Sign): void {
    const text = wordsOf(sign, this.#texts);
    if (text === this.#said) return;
    this.#said = text;
    this.#words.textContent = text;
    this.#words.title = text;
    this.el.classList.toggle("still", sign.state !== "live");
    this.#say(text);
  }

  destroy(): void {
    document.removeEventListener("focusin", this.#giveWay);
    this.#events.low(false);
    this.el.remove();
  }

  #say(text: string): void {
    this.#aloud.textContent = "";
    requestAnimationFrame(() => {
      this.#aloud.textContent = text; // changed after a frame, so that the same words are read again
    });
  }

  #toggle(): void {
    const small = this.el.classList.toggle("small");
    const name = small ? this.#texts.larger : this.#texts.smaller;
    this.#small.setAttribute("aria-label", name);
    this.#small.title = name;
  }

  #put(low: boolean): void {
    this.#low = low;
    this.el.classList.toggle("low", low);
    this.#events.low(low);
  }

  /** The bar never covers the field that the customer is in. */
  #giveWay = (event: Event): void => {
    const field = event.target;
    if (!(field instanceof Element) || this.el.contains(field)) return;
    const mine = this.el.getBoundingClientRect();
    const theirs = field.getBoundingClientRect();
    const apart =
      theirs.bottom < mine.top ||
      theirs.top > mine.bottom ||
      theirs.right < mine.left ||
      theirs.left > mine.right;
    if (!apart && theirs.height < window.innerHeight / 2) this.#put(!this.#low);
  };
}

/** What the mode lets the agents do; a mode that this page does not know is not named. */
export function modeWords(mode: string, texts: Texts): string {
  return mode in texts.modes ? texts.modes[mode as keyof Texts["modes"]] : "";
}

function wordsOf(sign: Sign, texts: Texts): string {
  const words: { [state in SignState]: string } = {
    starting: texts.starting(sign.names),
    live: texts.canSee(sign.names, modeWords(sign.mode, texts)),
    unseen: texts.nobodyLooks(sign.names),
    elsewhere: texts.otherTab(sign.names),
    offline: texts.paused,
    excluded: texts.excluded,
  };
  return words[sign.state];
}
