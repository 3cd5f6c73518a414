// The list of a select: arrow keys, letters and the pointer choose (WAI-ARIA listbox).
import type { Choice } from "@samepage/mirror/apply";

/** Letters typed within this time are one word, in milliseconds. */
const TYPED_MS = 700;

export interface ChoicesOptions {
  readonly choices: readonly Choice[];
  readonly multiple: boolean;
  readonly label: string;
  /** One was chosen: a list for one choice is done with that. */
  chosen(): void;
}

export class Choices {
  readonly list: HTMLElement;
  readonly #options: ChoicesOptions;
  readonly #items: HTMLElement[] = [];
  readonly #chosen = new Set<number>();
  #active = -1;
  #typed = { text: "", at: 0 };

  constructor(doc: Document, options: ChoicesOptions) {
    this.#options = options;
    this.list = doc.createElement("div");
    this.list.className = "choices";
    this.list.tabIndex = 0;
    this.list.autofocus = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", options.label);
    this.list.setAttribute("aria-multiselectable", String(options.multiple));
    for (const choice of options.choices) if (choice.chosen) this.#chosen.add(choice.node);
    this.#fill(doc);
    this.list.addEventListener("keydown", (event) => this.#keyDown(event));
    this.#activate(options.choices.findIndex(({ chosen }) => chosen));
  }

  /** Nodes of what is chosen, in the list's order. */
  get picked(): number[] {
    return this.#options.choices.filter(({ node }) => this.#chosen.has(node)).map(({ node }) => node);
  }

  /** Brings the active item into view, once the list is on the page. */
  settle(): void {
    this.#items[this.#active]?.scrollIntoView({ block: "nearest" });
  }

  #fill(doc: Document): void {
    let group = "";
    this.#options.choices.forEach((choice, index) => {
      if (choice.group !== group) {
        group = choice.group;
        if (group) this.list.append(this.#heading(doc, group));
      }
      const item = doc.createElement("div");
      item.id = `choice-${index}`;
      item.className = "choice";
      item.textContent = choice.label || "\u00a0";
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(this.#chosen.has(choice.node)));
      if (choice.disabled) item.setAttribute("aria-disabled", "true");
      item.addEventListener("click", () => this.#choose(index));
      this.#items.push(item);
      this.list.append(item);
    });
  }

  #heading(doc: Document, text: string): HTMLElement {
    const heading = doc.createElement("div");
    heading.className = "group";
    heading.setAttribute("role", "presentation");
    heading.textContent = text;
    return heading;
  }

  #keyDown(event: KeyboardEvent): void {
    const { key } = event;
    const last = this.#items.length - 1;
    if (key === "ArrowDown") this.#step(this.#active, 1);
    else if (key === "ArrowUp") this.#step(this.#active < 0 ? last + 1 : this.#active, -1);
    else if (key === "Home") this.#step(-1, 1);
    else if (key === "End") this.#step(last + 1, -1);
    else if (key === "Enter" || (key === " " && !this.#isTyping(event))) this.#choose(this.#active);
    else if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) this.#type(event);
    else return;
    event.preventDefault();
  }

  #step(from: number, by: 1 | -1): void {
    let at = from + by;
    while (this.#options.choices[at]?.disabled) at += by;
    if (this.#options.choices[at]) this.#activate(at);
  }

  #type(event: KeyboardEvent): void {
    const text = this.#isTyping(event) ? this.#typed.text + event.key : event.key;
    this.#typed = { text, at: event.timeStamp };
    const wanted = text.toLocaleLowerCase();
    const { choices } = this.#options;
    // one letter again and again goes through all that begin with it
    const from = text.length === 1 ? this.#active + 1 : Math.max(0, this.#active);
    const order = choices.map((_, i) => (from + i) % choices.length);
    const found = order.find(
      (i) => !choices[i]?.disabled && choices[i]?.label.toLocaleLowerCase().startsWith(wanted),
    );
    if (found !== undefined) this.#activate(found);
  }

  #isTyping(event: KeyboardEvent): boolean {
    return this.#typed.text !== "" && event.timeStamp - this.#typed.at < TYPED_MS;
  }

  #activate(index: number): void {
    this.#items[this.#active]?.removeAttribute("data-active");
    this.#active = index;
    const item = this.#items[index];
    if (!item) return this.list.removeAttribute("aria-activedescendant");
    item.dataset["active"] = "true";
    this.list.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  #choose(index: number): void {
    const choice = this.#options.choices[index];
    if (!choice || choice.disabled) return;
    this.#activate(index);
    if (!this.#options.multiple) this.#chosen.clear();
    if (!this.#options.multiple || !this.#chosen.delete(choice.node)) this.#chosen.add(choice.node);
    this.#items.forEach((item, i) => {
      const node = this.#options.choices[i]?.node ?? 0;
      item.setAttribute("aria-selected", String(this.#chosen.has(node)));
    });
    if (!this.#options.multiple) this.#options.chosen();
  }
}
