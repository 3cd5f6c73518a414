import type { SessionNews } from "../app/session-news.ts";
import { leadIn } from "../dialogs/people.ts";
import { wordsFor } from "../dialogs/words.ts";
import type { Texts } from "../texts/types.ts";
import { eachFrame } from "../ui/each-frame.ts";
import { h } from "../ui/element.ts";
import type { Shell } from "../ui/shell.ts";
import { Hatching } from "./hatching.ts";
import { Picking } from "./picking.ts";
import { previewCss } from "./preview-css.ts";
import { Source, type SourceOptions } from "./source.ts";
import { WatchLink } from "./watch-link.ts";

/** How often the encoder is asked what it withholds, in milliseconds. */
const ASK_EVERY = 200;

export interface PreviewOptions extends Omit<SourceOptions, "exclude" | "window"> {
  window: Window & typeof globalThis;
  shell: Shell;
  texts: Texts;
  news: SessionNews;
  /** The customer hides an element, now and for what comes. */
  hide: (el: Element) => void;
  /** Called when the preview is over. */
  closed: () => void;
}

/** Shows on the page itself what agents do not see of it, until the customer is done (C11); returns how to end that. */
export function openPreview(options: PreviewOptions): () => void {
  const preview = new Preview(options);
  return () => preview.close();
}

class Preview {
  #options: PreviewOptions;
  #source: Source;
  #hatching: Hatching;
  #picking: Picking;
  #veil: HTMLElement;
  #panel: HTMLElement;
  #says: HTMLElement;
  #count: HTMLElement;
  #aloud: HTMLElement;
  #watch: WatchLink | undefined;
  #ends: (() => void)[];
  #focusBefore: HTMLElement | null;
  #over = false;

  constructor(options: PreviewOptions) {
    this.#options = options;
    const { window, shell, texts } = options;
    const exclude = (el: Element) => shell.owns(el);
    this.#focusBefore =
      window.document.activeElement instanceof HTMLElement ? window.document.activeElement : null;
    this.#source = new Source({ ...options, exclude });
    this.#picking = new Picking(window, exclude);
    this.#says = h("p", { text: texts.preview.says });
    this.#count = h("p", { role: "status" });
    this.#aloud = h("div", { class: "aloud", role: "status" });
    this.#veil = this.#makeVeil();
    this.#hatching = new Hatching(shell.marks);
    this.#panel = this.#makePanel();
    shell.style(previewCss);
    shell.box.append(this.#veil, this.#panel);
    shell.box.classList.add("looking"); // the chat gives way: on phones it covers the whole page
    const timer = setInterval(() => this.#look(), ASK_EVERY);
    this.#ends = [
      () => clearInterval(timer),
      eachFrame(() => this.#hatching.place(this.#picking.target)),
      shell.follow(),
    ];
    this.#look();
    this.#veil.focus({ preventScroll: true });
    if (!this.#says.hidden) this.#aloud.textContent = texts.preview.says;
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    for (const end of this.#ends) end();
    this.#watch?.close();
    this.#source.close();
    this.#hatching.clear();
    this.#veil.remove();
    this.#panel.remove();
    this.#options.shell.box.classList.remove("looking");
    this.#focusBefore?.focus({ preventScroll: true });
    this.#options.closed();
  }

  #makeVeil(): HTMLElement {
    const { texts } = this.#options;
    return h("div", {
      class: "veil",
      tabindex: "0",
      role: "application",
      "aria-label": texts.preview.keys,
      on: {
        pointermove: (event) => this.#point(event as PointerEvent),
        pointerleave: () => this.#picking.at(-1, -1),
        click: (event) => {
          this.#point(event as MouseEvent);
          if (event.isTrusted) this.#hide();
        },
        keydown: (event) => this.#key(event as KeyboardEvent),
      },
    });
  }

  #makePanel(): HTMLElement {
    const { texts, connection, news } = this.#options;
    const { title, titleBefore, keys, window: open, done } = texts.preview;
    const session = news.info?.status === "live" ? news.state : undefined;
    const name = session ? leadIn(session) : ""; // the others see the same
    if (name) this.#watch = new WatchLink(connection, open(name));
    return h(
      "section",
      {
        class: "preview",
        "aria-label": name ? title(name) : titleBefore,
        on: { keydown: (event) => (event as KeyboardEvent).key === "Escape" && this.close() },
      },
      h("h2", { text: name ? title(name) : titleBefore }),
      this.#says,
      this.#count,
      h("p", { class: "quiet", text: keys }),
      h(
        "div",
        { class: "answers" },
        this.#watch?.el,
        h("button", { class: "main", text: done, on: { click: () => this.close() } }),
      ),
      this.#aloud,
    );
  }

  #look(): void {
    const areas = this.#source.areas();
    const { nothing, count } = this.#options.texts.preview;
    const text = areas.length === 0 ? nothing : count(areas.length);
    if (this.#count.textContent !== text) this.#count.textContent = text;
    this.#says.hidden = areas.length === 0; // what it says of hatched areas
    this.#hatching.show(areas);
  }

  #point({ clientX, clientY }: MouseEvent): void {
    this.#picking.at(clientX, clientY);
  }

  #key(event: KeyboardEvent): void {
    if (!event.isTrusted) return;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter") this.#hide();
    else if (this.#picking.move(event.key)) this.#say();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #hide(): void {
    const target = this.#picking.target;
    if (!target) return;
    this.#options.hide(target);
    this.#source.hide(target);
    this.#aloud.textContent = this.#options.texts.preview.hidden(wordsFor(target));
    this.#look();
  }

  #say(): void {
    const target = this.#picking.target;
    if (target) this.#aloud.textContent = wordsFor(target);
  }
}
