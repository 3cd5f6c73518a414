import type { Sign } from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import { isAt, Reach, reachable } from "../ui/reach.ts";
import type { Shell } from "../ui/shell.ts";
import { Bar } from "./bar.ts";
import { giveWay } from "./give-way.ts";
import { marksCss } from "./marks-css.ts";
import { namesOf, peopleIn, pointingIn } from "./people.ts";
import { type PointedAt, Pointers } from "./pointers.ts";
import { signCss } from "./sign-css.ts";
import { wordsFor } from "./words.ts";

export interface SignViewOptions {
  shell: Shell;
  texts: Texts;
  stop: () => void;
  takeBack: () => void;
  /** Opens what shows the customer what agents see; the focus comes back by calling back. */
  preview: (back: () => void) => void;
  /** What the agents have drawn, in words. */
  drawn: () => string[];
  unreachable: () => void;
}

/** The sign of a running session (C3): frame around the page, bar and agents' pointers, from the first byte to the last. */
export class SignView {
  readonly pointers: Pointers;
  readonly bar: Bar;
  #options: SignViewOptions;
  #frame: HTMLElement;
  #reach: Reach;
  #endFollow: () => void;
  /** The bar never covers the field that the customer is in. */
  #endGivingWay: () => void;
  #names = "";
  /** Tells the parts that give way to the bar how high it is. */
  #height = new ResizeObserver(() => {
    this.#options.shell.box.style.setProperty("--bar-height", `${this.bar.el.offsetHeight}px`);
  });
  #over = false;

  constructor(options: SignViewOptions) {
    const { shell, texts, stop, takeBack, preview, unreachable } = options;
    this.#options = options;
    this.#frame = h("div", { class: "frame", "aria-hidden": "true" });
    shell.style(signCss);
    shell.style(marksCss);
    this.bar = new Bar(texts, {
      stop,
      takeBack,
      preview,
      where: () => this.#where(),
      low: (on) => shell.box.classList.toggle("shared-low", on), // the other parts give way
    });
    this.pointers = new Pointers(shell.marks, () => this.bar.el.getBoundingClientRect());
    shell.box.prepend(this.#frame, this.bar.el); // first for the keyboard: Stop is never far
    this.#endFollow = shell.follow();
    this.#endGivingWay = giveWay(this.bar.el, (low) => this.bar.put(low));
    this.#height.observe(this.bar.el);
    this.#reach = new Reach({
      root: shell.root,
      // Behind our own question a press is heard of at the window.
      target: () => (shell.dialog ? undefined : this.bar.stop),
      contested: () => shell.contested,
      rescue: () => shell.settle(true, true),
      lost: unreachable,
    });
    window.addEventListener("keydown", this.#key, { capture: true });
    window.addEventListener("pointerdown", this.#press, { capture: true });
  }

  show(sign: Sign): void {
    this.#names = namesOf(peopleIn(sign.session), this.#options.texts.language);
    this.bar.show(sign);
    this.#frame.hidden = sign.state === "elsewhere";
    this.#frame.classList.toggle("still", sign.state !== "live");
    this.pointers.keep(sign.state === "live" ? pointingIn(sign.session) : []);
  }

  /** Resolves when the sign has been painted; a hidden tab paints nothing, and shows it before anything else later. */
  async isUp(): Promise<void> {
    if (document.visibilityState === "hidden") return;
    await nextFrame();
    await nextFrame();
  }

  destroy(): void {
    if (this.#over) return;
    this.#over = true;
    this.#reach.stop();
    this.#height.disconnect();
    this.#endFollow();
    this.#endGivingWay();
    this.pointers.clear();
    this.bar.destroy();
    this.#frame.remove();
    window.removeEventListener("keydown", this.#key, { capture: true });
    window.removeEventListener("pointerdown", this.#press, { capture: true });
  }

  #where(): string {
    const { texts } = this.#options;
    const said = [
      ...this.pointers.describe().map((one) => texts.pointsAt(one.name, this.#placeOf(one))),
      ...this.#options.drawn(),
    ];
    return said.length > 0 ? said.join(". ") : texts.pointsNowhere(this.#names);
  }

  /** What is pointed at and, where it is out of view, the way to it. */
  #placeOf({ element, angle }: PointedAt): string {
    const what = wordsFor(element);
    return angle === undefined ? what : `${what}, ${wayWords(angle, this.#options.texts)}`;
  }

  #key = (event: KeyboardEvent): void => {
    if (!event.isTrusted || !event.ctrlKey || !event.altKey || !event.shiftKey) return;
    if (event.code !== "KeyX" && event.code !== "KeyB") return;
    event.preventDefault();
    if (event.code === "KeyX") this.#options.stop();
    else if (this.bar.offersTakeBack) this.#options.takeBack();
  };

  /**
   * Where a modal dialog, of the page or our own, keeps the bar inert although it is seen, a press on it reaches the window
   * only; where the page keeps taking us away, no release follows the press on the same button: the press itself counts.
   */
  #press = (event: PointerEvent): void => {
    if (!event.isTrusted) return;
    const { shell } = this.#options;
    const asked = this.bar.pressedAt(event.clientX, event.clientY);
    if (!asked || (shell.dialog && isAt(shell.dialog, event.clientX, event.clientY))) return;
    if (!shell.dialog && reachable(shell.root, this.bar.stop) && !shell.contested) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    asked();
  };
}

/** A direction on the page (radians, 0 is to the right) in words. */
function wayWords(angle: number, { further }: Texts): string {
  const quarter = Math.round(angle / (Math.PI / 2));
  return { 0: further.right, 1: further.down, [-1]: further.up }[quarter] ?? further.left;
}

/** The next frame; soon after where frames have ceased (the tab was hidden meanwhile). */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, 250);
    const frame = requestAnimationFrame(done);
    function done(): void {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      resolve();
    }
  });
}
