import { describe, expect, it } from "vitest";
import { RUN } from "./blocks.ts";
import { type CssNames, maskCss, spokenNames } from "./css.ts";

const names: CssNames = {
  run: RUN,
  isKeyword: (word, property) => ["red", "flex"].includes(word) || (property === "float" && word === "left"),
  isProperty: (name) => name !== "secret",
  isNamed: (name) => ["--known", "named"].includes(name),
  alias: (name) => `alias-of-${name.length}`,
};
const sheet = (text: string): string => maskCss(text, names, false);
const inline = (text: string): string => maskCss(text, names, true);

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

  it("keeps names of fonts and areas", () => {
    const text = "a{font-family:\"Open Sans\",serif;grid-template-areas:'a b' 'c d'}";
    expect(sheet(text)).toBe(text);
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
