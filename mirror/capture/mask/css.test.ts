import { describe, expect, it } from "vitest";
import { RUN } from "./blocks.ts";
import { maskCss, spokenNames } from "./css.ts";
import type { CssNames } from "./css-names.ts";

const isOpen = (name: string): boolean => ["--known", "named", "a", "n", "c", "d", "--x"].includes(name);
const told = (name: string): string => (isOpen(name) ? name : `alias-of-${name.length}`);
const names: CssNames = {
  run: RUN,
  isKeyword: (word, property) =>
    ["red", "flex", "center"].includes(word) || (property === "float" && word === "left"),
  isProperty: (name) => name !== "secret" && name !== "*zoom",
  isTag: (name) => ["a", "b", "p", "li"].includes(name),
  isPseudo: (name) => name !== ":secret",
  isNamed: isOpen,
  isOpen,
  told,
  word: (name) => `sp-${told(name)}`,
  classPart: (operator, value) => `part${operator}${value.length}`,
};
const sheet = (text: string): string => maskCss(text, names, { inline: false });
const inline = (text: string): string => maskCss(text, names, { inline: true });
const open = (text: string): string => maskCss(text, names, { inline: true, open: true });

describe("P2 style sheets under a mask", () => {
  it("keeps layout as it is", () => {
    const text =
      '.a > b:not([c="d"]):hover{color:red;margin:-1.5em calc(1px + 2%)!important}@media (width > 30em){p{top:0}}';
    expect(sheet(text)).toBe(text);
  });

  it.each([
    ['.a{content:"secret"}', `.a{content:"${RUN}"}`],
    [".a{content:'sec\\'ret'}", `.a{content:"${RUN}"}`],
    ['.a{content:"a" counter(n) "b"}', `.a{content:"${RUN}" counter(n) "${RUN}"}`],
    [".a{quotes:'«' '»' 'secret' 'x'}", `.a{quotes:'«' '»' "${RUN}" "${RUN}"}`],
    [".a{background:url(/b?secret) center}", ".a{background:none center}"],
    [".a{background:url( 'x;}secret' )}", ".a{background:none}"],
    [".a{background:url(data:image/png;base64,secret)}", ".a{background:none}"],
    [".a{fill:url(#secret)}", ".a{fill:url(#alias-of-6)}"],
    [".a{fill:url('#named')}", ".a{fill:url(#named)}"],
    ["@import url(x?secret);b{top:0}", "b{top:0}"],
    ['@import "secret";b{top:0}', "b{top:0}"],
    ["/* secret */a/* secret */{/* secret */top:0}", " a { top:0}"],
    ["a{--x:'secret'}", `a{--x:"${RUN}"}`],
    ["a{--x: secret 12px #ff0 red var(--known)}", "a{--x: none 12px #ff0 red var(--known)}"],
    ["a{--x:{b:secret}}", "a{--x:{none:none}}"],
    ['a{content:"secret', `a{content:"${RUN}"`],
    ["a{b:url(secret", "a{b:none"],
    ["a{\\73 ecret:x}", "a{}"],
  ])("%s", (text, masked) => {
    expect(sheet(text)).toBe(masked);
  });

  it.each(['""', '"•"', "'\\e900'", '"\ue900"', '" / "', '"→"'])("keeps %s, which says nothing", (text) => {
    expect(sheet(`a{content:${text}}`)).toBe(`a{content:${text}}`);
  });

  it.each([
    [".secret .named#a{top:0}", ".alias-of-6 .named#a{top:0}"],
    [".md\\:top{top:0}", ".alias-of-6{top:0}"],
    [".\\73 ecret{top:0}", ".alias-of-6{top:0}"],
    ["secret,x-secret,p{top:0}", "sp-alias-of-6,sp-alias-of-8,p{top:0}"],
    ["p:hover:not(.secret)::before:secret{top:0}", "p:hover:not(.alias-of-6)::before:sp-alias-of-7{top:0}"],
    ["li:nth-child(2n + 1 of .secret){top:0}", "li:nth-child(2n + 1 of .alias-of-6){top:0}"],
    ["::part(secret){top:0}:state(secret){top:0}", "::part(alias-of-6){top:0}:state(sp-alias-of-6){top:0}"],
    ["[type=text][data-state='open']{top:0}", '[type="text"][data-state="open"]{top:0}'],
    ["[data-name=secret]{top:0}", '[data-name="alias-of-6"]{top:0}'],
    ["[data-secret],[href^='/secret']{top:0}", "[sp-n0],[sp-n0]{top:0}"],
    ["[data-v-0a1b2c3d]{top:0}", "[data-v-0a1b2c3d]{top:0}"],
    ["[class^='icon-']{top:0}", '[class~="part^=5"]{top:0}'],
    ["@keyframes secret{from{top:0}12.5%{top:1px}}", "@keyframes alias-of-6{from{top:0}12.5%{top:1px}}"],
    ["p{animation:secret 1.5s infinite}", "p{animation:alias-of-6 1.5s infinite}"],
    ["@layer secret,a;", "@layer alias-of-6,a;"],
    ["@container secret (width > 30em){p{top:0}}", "@container alias-of-6 (width > 30em){p{top:0}}"],
    ["@media secret and (min-width:9px){p{top:0}}", "@media alias-of-6 and (min-width:9px){p{top:0}}"],
    ["@supports (display:flex){p{top:0}}", "@supports (display:flex){p{top:0}}"],
    ["@property --secret{syntax:'<color>'}", "@property alias-of-8{syntax:'<color>'}"],
    ["@namespace s url(http://secret);", '@namespace alias-of-1 "alias-of-13";'],
    ["@secret x{p{top:0}}", "@sp-alias-of-6{p{top:0}}"],
    [
      "p{font-family:secret,'Open Sans','secret',Arial}",
      'p{font-family:alias-of-6,"Open Sans","alias-of-6",Arial}',
    ],
    ["p{grid-template-areas:'secret .' 'a a'}", "p{grid-template-areas:'alias-of-6 .' 'a a'}"],
    ["p{content:attr(data-secret)}", "p{content:attr(alias-of-11)}"],
    ["p{color:var(--secret,secret)}", "p{color:var(alias-of-8,alias-of-6)}"],
    ["p{width:secret(1px)}", "p{width:alias-of-6(1px)}"],
    ["p{background:URL('x') 10PX}", "p{background:none 10PX}"],
    [
      "@font-face{unicode-range:U+25-FF;src:local('secret')}",
      `@font-face{unicode-range:U+25-FF;src:local("${RUN}")}`,
    ],
    ["@counter-style a{symbols:secret}", "@counter-style a{symbols:none}"],
  ])("P2 names that the page gave become neutral: %s", (text, masked) => {
    expect(sheet(text)).toBe(masked);
  });

  it("of an element that may be told only names are replaced", () => {
    expect(open("content:'secret';background:url(/x);--secret:y;grid-area:secret")).toBe(
      "content:'secret';background:url(/x);alias-of-8:y;grid-area:alias-of-6",
    );
  });

  it("drops custom properties of a style attribute that no sheet knows", () => {
    expect(inline("--secret:1;--known:2;top:0")).toBe("--known:2;top:0");
  });

  it("keeps only known properties and words of a style attribute", () => {
    expect(inline("secret:1;float:left;color:red;animation:secret 2s;font-family:'secret'")).toBe(
      `float:left;color:red;animation:none 2s;font-family:"${RUN}"`,
    );
  });
});

describe("spokenNames", () => {
  it("yields selectors and custom properties, not values", () => {
    expect(
      [...spokenNames("a.b{c:secret;--d:var(--e)}@media x{#f{g:h}}")].map((name) => name.trim()),
    ).toEqual(["a.b", "--d", "--e", "@media x", "#f"]);
  });
});
