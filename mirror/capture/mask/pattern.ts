import type { Span } from "./digits.ts";
import type { Finder } from "./finders.ts";

/** Most states that a pattern may unfold to; beyond, it counts as not understood. */
const MAX_STATES = 2000;
/** Most steps for one text: beyond, the whole text is masked. */
const MAX_STEPS = 2_000_000;

/** The state that says a match ends here. */
const MATCH = 0;

type Test = (char: string) => boolean;
type State =
  | { readonly kind: "char"; readonly test: Test; readonly next: number }
  | { readonly kind: "split"; readonly next: readonly number[] }
  | { readonly kind: "assert"; readonly holds: (text: string, at: number) => boolean; readonly next: number }
  | { readonly kind: "match" };
/** Builds the states of a fragment in front of `next` and returns its entry. */
type Fragment = (next: number) => number;

class Unsupported extends Error {}

const isDigit: Test = (char) => char >= "0" && char <= "9";
const isWord: Test = (char) => /^\w$/.test(char);
const isSpace: Test = (char) => /^\s$/.test(char);
const not =
  (test: Test): Test =>
  (char) =>
    !test(char);
const CLASSES: Readonly<Record<string, Test>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
};
const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v" };
const atWordEdge = (text: string, at: number): boolean =>
  isWord(text.charAt(at - 1)) !== isWord(text.charAt(at));

/** Recursive descent over the pattern, states added from the back to the front. */
class Compiler {
  readonly states: State[] = [{ kind: "match" }];
  readonly #source: string;
  readonly #fold: boolean;
  #at = 0;

  constructor(source: string) {
    this.#fold = source.startsWith("(?i)");
    this.#source = this.#fold ? source.slice(4) : source;
  }

  start(): number {
    const whole = this.#alternatives();
    if (this.#at < this.#source.length) throw new Unsupported("unbalanced )");
    return whole(MATCH);
  }

  #add(state: State): number {
    if (this.states.length >= MAX_STATES) throw new Unsupported("too large");
    return this.states.push(state) - 1;
  }

  #take(char: string): boolean {
    if (this.#source.charAt(this.#at) !== char) return false;
    this.#at++;
    return true;
  }

  #alternatives(): Fragment {
    const branches = [this.#sequence()];
    while (this.#take("|")) branches.push(this.#sequence());
    if (branches.length === 1 && branches[0]) return branches[0];
    return (next) => this.#add({ kind: "split", next: branches.map((branch) => branch(next)) });
  }

  #sequence(): Fragment {
    const parts: Fragment[] = [];
    while (this.#at < this.#source.length && !"|)".includes(this.#source.charAt(this.#at)))
      parts.push(this.#repeated());
    return (next) => parts.reduceRight((entry, part) => part(entry), next);
  }

  #repeated(): Fragment {
    let part = this.#atom();
    for (;;) {
      const limits = this.#limits();
      if (!limits) return part;
      this.#take("?");
      part = this.#times(part, ...limits);
    }
  }

  #limits(): [number, number] | null {
    if (this.#take("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.#take("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.#take("?")) return [0, 1];
    const counted = /^\{(\d{1,3})(,?)(\d{0,3})\}/.exec(this.#source.slice(this.#at, this.#at + 10));
    if (!counted) return null;
    this.#at += counted[0].length;
    const least = Number(counted[1]);
    return [least, counted[3] ? Number(counted[3]) : counted[2] ? Number.POSITIVE_INFINITY : least];
  }

  #times(part: Fragment, least: number, most: number): Fragment {
    return (next) => {
      let entry = next;
      if (most === Number.POSITIVE_INFINITY) {
        const loop = this.#add({ kind: "split", next: [] });
        this.states[loop] = { kind: "split", next: [part(loop), next] };
        entry = loop;
      } else {
        for (let i = least; i < most; i++) entry = this.#add({ kind: "split", next: [part(entry), next] });
      }
      for (let i = 0; i < least; i++) entry = part(entry);
      return entry;
    };
  }

  #atom(): Fragment {
    const char = this.#source.charAt(this.#at++);
    if (char === "(") return this.#group();
    if (char === "[") return this.#char(this.#set());
    if (char === ".") return this.#char((c) => c !== "\n");
    if (char === "^") return this.#assert((_, at) => at === 0);
    if (char === "$") return this.#assert((text, at) => at === text.length);
    if (char === "\\") return this.#escape();
    if ("*+?{".includes(char)) throw new Unsupported("nothing to repeat");
    return this.#char(this.#literal(char));
  }

  #group(): Fragment {
    if (this.#take("?") && !this.#take(":")) throw new Unsupported("group kind");
    const inside = this.#alternatives();
    if (!this.#take(")")) throw new Unsupported("unbalanced (");
    return inside;
  }

  #escape(): Fragment {
    const char = this.#source.charAt(this.#at++);
    if (char === "b") return this.#assert(atWordEdge);
    if (char === "B") return this.#assert((text, at) => !atWordEdge(text, at));
    return this.#char(CLASSES[char] ?? this.#literal(this.#plain(char)));
  }

  #plain(escaped: string): string {
    const control = CONTROLS[escaped];
    if (control) return control;
    if (escaped === "" || /[A-Za-z0-9]/.test(escaped)) throw new Unsupported(`\\${escaped}`);
    return escaped;
  }

  #literal(literal: string): Test {
    if (!this.#fold) return (char) => char === literal;
    const lower = literal.toLowerCase();
    return (char) => char.toLowerCase() === lower;
  }

  #set(): Test {
    const negated = this.#take("^");
    const tests: Test[] = [];
    for (let first = true; first || !this.#take("]"); first = false) {
      if (this.#at >= this.#source.length) throw new Unsupported("unbalanced [");
      tests.push(this.#member());
    }
    const any: Test = (char) =>
      tests.some(
        (test) => test(char) || (this.#fold && (test(char.toLowerCase()) || test(char.toUpperCase()))),
      );
    return negated ? not(any) : any;
  }

  #member(): Test {
    const low = this.#setChar();
    if (typeof low !== "string") return low;
    const isRange = this.#source.charAt(this.#at) === "-" && this.#source.charAt(this.#at + 1) !== "]";
    if (!isRange) return (char) => char === low;
    this.#at++;
    const high = this.#setChar();
    if (typeof high !== "string") throw new Unsupported("class in a range");
    return (char) => char >= low && char <= high;
  }

  #setChar(): string | Test {
    const char = this.#source.charAt(this.#at++);
    if (char === "[" && this.#source.charAt(this.#at) === ":") throw new Unsupported("named class");
    if (char !== "\\") return char;
    const escaped = this.#source.charAt(this.#at++);
    return CLASSES[escaped] ?? this.#plain(escaped);
  }

  #char(test: Test): Fragment {
    return (next) => this.#add({ kind: "char", test, next });
  }

  #assert(holds: (text: string, at: number) => boolean): Fragment {
    return (next) => this.#add({ kind: "assert", holds, next });
  }
}

/** One run over one text. Each state remembers the leftmost start from which it was reached. */
class Machine {
  readonly #states: readonly State[];
  readonly #text: string;
  #steps = 0;

  constructor(states: readonly State[], text: string) {
    this.#states = states;
    this.#text = text;
  }

  /** Everything that any match covers, or null when the budget is used up. */
  run(entry: number): Span[] | null {
    const found: Span[] = [];
    let live = new Map<number, number>();
    for (let at = 0; at <= this.#text.length; at++) {
      this.#follow(live, entry, at, at);
      const start = live.get(MATCH);
      if (start !== undefined && start < at) {
        if (found.at(-1)?.start === start) found.pop();
        found.push({ start, end: at });
      }
      if (this.#steps > MAX_STEPS) return null;
      live = this.#step(live, at);
    }
    return found;
  }

  #step(live: ReadonlyMap<number, number>, at: number): Map<number, number> {
    const next = new Map<number, number>();
    if (at === this.#text.length) return next;
    const char = this.#text.charAt(at);
    for (const [index, start] of live) {
      const state = this.#states[index];
      if (state?.kind === "char" && state.test(char)) this.#follow(next, state.next, start, at + 1);
    }
    return next;
  }

  /** Adds the state and what it leads to without a character. An earlier start wins. */
  #follow(live: Map<number, number>, entry: number, start: number, at: number): void {
    const open = [entry];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const known = live.get(index);
      if (known !== undefined && known <= start) continue;
      live.set(index, start);
      this.#steps++;
      const state = this.#states[index];
      if (state?.kind === "split") open.push(...state.next);
      else if (state?.kind === "assert" && state.holds(this.#text, at)) open.push(state.next);
    }
  }
}

/**
 * Text patterns of the site in RE2 syntax, run in time linear in the text: the browser's own expressions backtrack,
 * and one bad pattern would stop the customer's page. Every alternative is followed at once (a set of states per
 * character); what is found is everything that any match covers.
 *
 * Understood: literals, `.`, classes with ranges and negation, `\d \D \w \W \s \S \b \B`, escapes, `( )`, `(?: )`, `(?i)` in
 * front, `|`, `* + ? {m,n}` (a lazy `?` after them changes nothing), `^ $`.
 *
 * Null where the pattern has something that is not understood.
 */
export function compilePattern(source: string): Finder | null {
  const compiler = new Compiler(source);
  let entry: number;
  try {
    entry = compiler.start();
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
  return (text) => new Machine(compiler.states, text).run(entry) ?? [{ start: 0, end: text.length }];
}
