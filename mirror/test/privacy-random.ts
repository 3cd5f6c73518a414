/** A small generator of repeatable chance (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 ≤ n < 1 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** Letters and digits that no page says by chance, never four digits in a row. */
  secret(length: number): string {
    const letters = "bcdfghjkmnpqrstvwxz";
    return Array.from({ length }, (_, i) =>
      i % 3 === 2 ? String(this.below(10)) : this.pick([...letters]),
    ).join("");
  }

  /** Cuts the text into one to four pieces. */
  pieces(text: string): string[] {
    const cuts = [
      0,
      this.below(text.length),
      this.below(text.length),
      this.below(text.length),
      text.length,
    ].sort((a, b) => a - b);
    return cuts.slice(1).map((end, i) => text.slice(cuts[i], end));
  }
}

/** Wrappers around a place: what is in the middle inherits from all of them. */
const WRAPPERS = [
  "<div>$</div>",
  "<section class=box>$</section>",
  "<p><span>$</span></p>",
  "<table><tr><td>$</td></tr></table>",
  "<ul><li>$</li></ul>",
  "<details open><summary>open</summary>$</details>",
  "<fieldset><legend>open</legend>$</fieldset>",
  "<svg width=9 height=9><foreignObject width=9 height=9>$</foreignObject></svg>",
  "<div><template shadowrootmode=open><slot></slot></template>$</div>",
  "<div><template shadowrootmode=open><p>open</p>$</template></div>",
  "<a href=/open>$</a>",
  "<label>open $</label>",
] as const;

/** What keeps a place masked. */
const MASKS = [
  "<div data-samepage=mask>$</div>",
  "<div data-samepage=hide>$</div>",
  "<div class=secret-rule>$</div>",
  "<div><template shadowrootmode=open><div data-samepage=mask><slot></slot></div></template>$</div>",
  "<div data-samepage=mask><div data-samepage=allow>$</div></div>",
] as const;

/** Places inside a mask, and fields that need none. Each is found by its `data-place`. */
const MASKED_PLACES = [
  "<p data-place>x</p>",
  "<input data-place>",
  "<textarea data-place></textarea>",
  "<div contenteditable data-place>x</div>",
  "<button data-place>x</button>",
  "<select data-place><option>x</option></select>",
  "<output data-place>x</output>",
  "<svg data-place><text>x</text></svg>",
  "<canvas data-place></canvas>",
] as const;
const DENIED_PLACES = [
  "<input type=password data-place>",
  "<input autocomplete=one-time-code data-place>",
  "<input autocomplete=cc-number data-place>",
  "<input name=securityCode data-place>",
  "<input type=hidden data-place>",
  "<label>Passwort <input data-place></label>",
] as const;

/** A page with `count` secret places among open ones. */
export function randomPage(chance: Chance, count: number): string {
  const places = Array.from({ length: count }, () => {
    const isField = chance.next() < 0.3;
    let html = isField
      ? chance.pick(DENIED_PLACES)
      : chance.pick(MASKS).replace("$", chance.pick(MASKED_PLACES));
    for (let depth = chance.below(4); depth > 0; depth--)
      html = chance.pick(WRAPPERS).replace("$", () => html);
    return `<i>open</i>${html}`;
  });
  return `<!doctype html><style>.box{padding:2px}</style><body>${places.join("\n")}`;
}
