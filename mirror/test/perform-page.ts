import { type Outcome, type Performer, type Sight, startPerform } from "../perform/index.ts";

type Verdict = ReturnType<Sight["actionAllowed"]>;
type Refused = Extract<Verdict, { allowed: false }>["reason"];

/** Modifier keys as messages tell them. */
const HELD: { readonly [name: string]: number } = { Shift: 1, Control: 2, Alt: 4, Meta: 8 };

/** What an outcome says, without its elements. */
interface Said {
  is: Outcome["is"];
  reason?: string;
  what?: string;
  action?: string;
  copied?: string;
}

/** Stands for capture and agent in a page: rules are attributes (`data-rule`), node numbers are given as needed. */
export class PageDesk {
  /** Events of the page that were asked for, as "type target". */
  readonly heard: string[] = [];
  readonly roots = new WeakMap<Element, ShadowRoot>();
  #nodes: Element[] = [];
  #asked: (() => Outcome) | undefined;
  readonly #performer: Performer;

  constructor() {
    this.#performer = startPerform({
      window,
      exclude: (el) => el.localName === "our-interface",
      mayOpen: (url) => url.origin === "http://club.test",
      sight: {
        locate: (_epoch, node) => {
          const el = this.#nodes[node];
          return el?.isConnected ? el : null;
        },
        isHidden: (_epoch, node) => this.#nodes[node]?.closest("[data-rule=hidden]") !== null,
        actionAllowed: (el, kind) => verdictOf(el, kind),
        closedRoot: (host) => this.roots.get(host) ?? null,
        facts: (node) => !(node.parentElement ?? (node as Element)).closest("[data-rule=masked]"),
        attribute: (el, name) => el.getAttribute(name),
      },
    });
  }

  /** Notes events of these types, wherever they are. */
  listen(...types: string[]): void {
    for (const type of types) {
      window.addEventListener(
        type,
        (e) => {
          const [target] = e.composedPath();
          this.heard.push(`${type} ${(target as Element).id || (target as Element).localName}`);
        },
        true,
      );
    }
  }

  /** A click, or with `count` 2 a double one. */
  click(
    place: string | Element,
    options: { x?: number; y?: number; button?: number; count?: number; held?: string[] } = {},
  ): Said {
    const { x = 0.5, y = 0.5, button = 0, count = 1, held = [] } = options;
    const at = this.#at(place, x, y);
    let said: Said = { is: "done" };
    for (let n = 1; n <= count; n++) {
      const press = { button, count: n, modifiers: modifiersOf(held) };
      said = this.#said(this.#performer.press("down", at, press));
      if (said.is === "refused") return said;
      said = this.#said(this.#performer.press("up", at, press));
    }
    return said;
  }

  /** Down at the first place, over the others, up at the last. */
  drag(places: readonly (readonly [place: string, x: number, y: number])[]): Said {
    const press = { button: 0, count: 1, modifiers: 0 };
    const spots = places.map(([place, x, y]) => this.#at(place, x, y));
    const [first, last] = [spots[0], spots.at(-1)];
    if (!first || !last) throw new Error("no places");
    this.#performer.press("down", first, press);
    for (const spot of spots) this.#performer.move(spot);
    return this.#said(this.#performer.press("up", last, press));
  }

  /** A press that is not let go. */
  hold(place: string): Said {
    return this.#said(
      this.#performer.press("down", this.#at(place, 0.5, 0.5), { button: 0, count: 1, modifiers: 0 }),
    );
  }

  letGo(): void {
    this.#performer.letGo();
  }

  move(place: string, x = 0.5, y = 0.5): Said {
    return this.#said(this.#performer.move(this.#at(place, x, y)));
  }

  wheel(place: string, dx: number, dy: number): Said {
    return this.#said(this.#performer.wheel(this.#at(place, 0.5, 0.5), dx, dy));
  }

  /** "a", "Enter", "Shift+ArrowLeft" and so on, one after the other. */
  keys(...keys: string[]): Said {
    let said: Said = { is: "done" };
    for (const one of keys) {
      const parts = one === "+" ? ["+"] : one.split("+");
      const key = parts.pop() ?? "";
      const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key === " " ? "Space" : key;
      said = this.#said(
        this.#performer.key({ phase: "press", key, code, repeat: false, modifiers: modifiersOf(parts) }),
      );
    }
    return said;
  }

  type(text: string): Said {
    return this.keys(...text);
  }

  text(text: string, source = "paste"): Said {
    return this.#said(this.#performer.text(text, source));
  }

  pick(place: string, value: string, options: readonly string[] = []): Said {
    return this.#said(
      this.#performer.pick(
        1,
        this.#number(place),
        value,
        options.map((o) => this.#number(o)),
      ),
    );
  }

  copy(cut = false): Said {
    return this.#said(this.#performer.copy(cut));
  }

  reveal(place: string): Said {
    return this.#said(this.#performer.reveal(1, this.#number(place)));
  }

  /** The customer has allowed what was asked for. */
  allow(): Said {
    if (!this.#asked) throw new Error("nothing was asked for");
    return this.#said(this.#asked());
  }

  label(place: string): string {
    return this.#performer.label(this.#find(place));
  }

  stop(): void {
    this.#performer.stop();
  }

  #said(outcome: Outcome): Said {
    if (outcome.is === "asks") this.#asked = outcome.go;
    const { is } = outcome;
    if (outcome.is === "refused")
      return { is, reason: outcome.reason, ...(outcome.what && { what: outcome.what }) };
    if (outcome.is === "asks") return { is };
    const { deed, copied } = outcome;
    return { is, ...(deed && { action: deed.action }), ...(copied !== undefined && { copied }) };
  }

  #at(place: string | Element, x: number, y: number) {
    return { epoch: 1, node: this.#number(place), x, y };
  }

  #number(place: string | Element): number {
    const el = typeof place === "string" ? this.#find(place) : place;
    const known = this.#nodes.indexOf(el);
    return known >= 0 ? known : this.#nodes.push(el) - 1;
  }

  /** Selectors with ">>" go into a shadow tree or a frame. */
  #find(place: string): Element {
    let scope: ParentNode = document;
    const parts = place.split(">>").map((part) => part.trim());
    for (const [i, part] of parts.entries()) {
      const el: Element | null = scope.querySelector(part);
      if (!el) throw new Error(`no ${part} in ${place}`);
      if (i === parts.length - 1) return el;
      scope = el.shadowRoot ?? this.roots.get(el) ?? (el as HTMLIFrameElement).contentDocument ?? document;
    }
    throw new Error(`no ${place}`);
  }
}

function verdictOf(el: Element, kind: Parameters<Sight["actionAllowed"]>[1]): Verdict {
  const rule = el.closest("[data-rule]")?.getAttribute("data-rule") as Refused | undefined;
  const refuses: { readonly [rule in Refused]: readonly string[] } = {
    hidden: ["move", "press", "scroll", "change", "focus"],
    excluded: ["move", "press", "scroll", "change", "focus"],
    masked: ["press", "change", "focus"],
    viewOnly: ["press", "scroll", "change", "focus"],
    readOnly: ["change"],
    blocked: ["press"],
    stepUp: ["press"],
  };
  return rule && refuses[rule].includes(kind) ? { allowed: false, reason: rule } : { allowed: true };
}

const modifiersOf = (held: readonly string[]): number =>
  held.reduce((sum, name) => sum + (HELD[name] ?? 0), 0);

declare global {
  var desk: PageDesk;
  var PerformDesk: new () => PageDesk;
}

globalThis.PerformDesk = PageDesk;
