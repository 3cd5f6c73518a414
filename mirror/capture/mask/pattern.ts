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
function createCompiler(pattern: string) {
  const states: State[] = [{ kind: "match" }];
  let at = 0;
  const fold = pattern.startsWith("(?i)");
  const source = fold ? pattern.slice(4) : pattern;

  return { states, start };

  function start(): number {
    const whole = alternatives();
    if (at < source.length) throw new Unsupported("unbalanced )");
    return whole(MATCH);
  }

  function add(state: State): number {
    if (states.length >= MAX_STATES) throw new Unsupported("too large");
    return states.push(state) - 1;
  }

  function take(char: string): boolean {
    if (source.charAt(at) !== char) return false;
    at++;
    return true;
  }

  function alternatives(): Fragment {
    const branches = [sequence()];
    while (take("|")) branches.push(sequence());
    if (branches.length === 1 && branches[0]) return branches[0];
    return (next) => add({ kind: "split", next: branches.map((branch) => branch(next)) });
  }

  function sequence(): Fragment {
    const parts: Fragment[] = [];
    while (at < source.length && !"|)".includes(source.charAt(at))) parts.push(repeated());
    return (next) => parts.reduceRight((entry, part) => part(entry), next);
  }

  function repeated(): Fragment {
    let part = atom();
    for (;;) {
      const limits = readLimits();
      if (!limits) return part;
      take("?");
      part = times(part, ...limits);
    }
  }

  function readLimits(): [number, number] | null {
    if (take("*")) return [0, Number.POSITIVE_INFINITY];
    if (take("+")) return [1, Number.POSITIVE_INFINITY];
    if (take("?")) return [0, 1];
    const counted = /^\{(\d{1,3})(,?)(\d{0,3})\}/.exec(source.slice(at, at + 10));
    if (!counted) return null;
    at += counted[0].length;
    const least = Number(counted[1]);
    return [least, counted[3] ? Number(counted[3]) : counted[2] ? Number.POSITIVE_INFINITY : least];
  }

  function times(part: Fragment, least: number, most: number): Fragment {
    return (next) => {
      let entry = next;
      if (most === Number.POSITIVE_INFINITY) {
        const loop = add({ kind: "split", next: [] });
        states[loop] = { kind: "split", next: [part(loop), next] };
        entry = loop;
      } else {
        for (let i = least; i < most; i++) entry = add({ kind: "split", next: [part(entry), next] });
      }
      for (let i = 0; i < least; i++) entry = part(entry);
      return entry;
    };
  }

  function atom(): Fragment {
    const char = source.charAt(at++);
    if (char === "(") return group();
    if (char === "[") return charState(set());
    if (char === ".") return charState((c) => c !== "\n");
    if (char === "^") return assert((_, at) => at === 0);
    if (char === "$") return assert((text, at) => at === text.length);
    if (char === "\\") return escapeSequence();
    if ("*+?{".includes(char)) throw new Unsupported("nothing to repeat");
    return charState(literal(char));
  }

  function group(): Fragment {
    if (take("?") && !take(":")) throw new Unsupported("group kind");
    const inside = alternatives();
    if (!take(")")) throw new Unsupported("unbalanced (");
    return inside;
  }

  function escapeSequence(): Fragment {
    const char = source.charAt(at++);
    if (char === "b") return assert(atWordEdge);
    if (char === "B") return assert((text, at) => !atWordEdge(text, at));
    return charState(CLASSES[char] ?? literal(plain(char)));
  }

  function plain(escaped: string): string {
    const control = CONTROLS[escaped];
    if (control) return control;
    if (escaped === "" || /[A-Za-z0-9]/.test(escaped)) throw new Unsupported(`\\${escaped}`);
    return escaped;
  }

  function literal(literal: string): Test {
    if (!fold) return (char) => char === literal;
    const lower = literal.toLowerCase();
    return (char) => char.toLowerCase() === lower;
  }

  function set(): Test {
    const negated = take("^");
    const tests: Test[] = [];
    for (let first = true; first || !take("]"); first = false) {
      if (at >= source.length) throw new Unsupported("unbalanced [");
      tests.push(member());
    }
    const any: Test = (char) =>
      tests.some((test) => test(char) || (fold && (test(char.toLowerCase()) || test(char.toUpperCase()))));
    return negated ? not(any) : any;
  }

  function member(): Test {
    const low = setChar();
    if (typeof low !== "string") return low;
    const isRange = source.charAt(at) === "-" && source.charAt(at + 1) !== "]";
    if (!isRange) return (char) => char === low;
    at++;
    const high = setChar();
    if (typeof high !== "string") throw new Unsupported("class in a range");
    return (char) => char >= low && char <= high;
  }

  function setChar(): string | Test {
    const char = source.charAt(at++);
    if (char === "[" && source.charAt(at) === ":") throw new Unsupported("named class");
    if (char !== "\\") return char;
    const escaped = source.charAt(at++);
    return CLASSES[escaped] ?? plain(escaped);
  }

  function charState(test: Test): Fragment {
    return (next) => add({ kind: "char", test, next });
  }

  function assert(holds: (text: string, at: number) => boolean): Fragment {
    return (next) => add({ kind: "assert", holds, next });
  }
}

/** One run over one text. Each state remembers the leftmost start from which it was reached. */
function createMachine(states: readonly State[], text: string) {
  let steps = 0;

  return { run };

  /** Everything that any match covers, or null when the budget is used up. */
  function run(entry: number): Span[] | null {
    const found: Span[] = [];
    let live = new Map<number, number>();
    for (let at = 0; at <= text.length; at++) {
      follow(live, entry, at, at);
      const start = live.get(MATCH);
      if (start !== undefined && start < at) {
        if (found.at(-1)?.start === start) found.pop();
        found.push({ start, end: at });
      }
      if (steps > MAX_STEPS) return null;
      live = step(live, at);
    }
    return found;
  }

  function step(live: ReadonlyMap<number, number>, at: number): Map<number, number> {
    const next = new Map<number, number>();
    if (at === text.length) return next;
    const char = text.charAt(at);
    for (const [index, start] of live) {
      const state = states[index];
      if (state?.kind === "char" && state.test(char)) follow(next, state.next, start, at + 1);
    }
    return next;
  }

  /** Adds the state and what it leads to without a character. An earlier start wins. */
  function follow(live: Map<number, number>, entry: number, start: number, at: number): void {
    const open = [entry];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const known = live.get(index);
      if (known !== undefined && known <= start) continue;
      live.set(index, start);
      steps++;
      const state = states[index];
      if (state?.kind === "split") open.push(...state.next);
      else if (state?.kind === "assert" && state.holds(text, at)) open.push(state.next);
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
  const compiler = createCompiler(source);
  let entry: number;
  try {
    entry = compiler.start();
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
  return (text) => createMachine(compiler.states, text).run(entry) ?? [{ start: 0, end: text.length }];
}
