import { describe, expect, it, test } from "vitest";
import { KEYWORD_FEATURES } from "../../capture/styles/features.ts";
import { Environment } from "./environment.ts";
import { rewriteMediaText } from "./media.ts";
import { rewriteInline, rewriteSheet } from "./rewrite.ts";

/** A customer in dark mode with a finger and a screen of two pixels per px. */
function phone(): Environment {
  const answers: Record<string, string> = {
    "prefers-color-scheme": "dark",
    pointer: "coarse",
    hover: "none",
    "prefers-reduced-motion": "no-preference",
  };
  const masks = KEYWORD_FEATURES.map(([name, ...values]) => {
    const at = values.indexOf(answers[name] ?? "");
    const bare = !["none", "no-preference"].includes(answers[name] ?? "none");
    return (at < 0 ? 0 : 2 << at) | (bare ? 1 : 0);
  });
  return new Environment(masks, { ratio: 2, width: 400, height: 700, color: 8 });
}

const context = { environment: phone(), foreign: false, supports: new Map([["(display: grid)", false]]) };

function css(text: string): string {
  return rewriteSheet(text, context).css.render((hole) =>
    hole.kind === "url"
      ? `url(<${hole.address}@${hole.offset}>)`
      : `<${hole.kind}${"index" in hole ? ` ${hole.index}` : ""}>`,
  );
}

test("generic families are the customer's where the engine or system is another", () => {
  const text = "p{font:12px/1 Arial,serif;--f:a,monospace;color:serif}";
  const rewritten = rewriteSheet(text, { ...context, foreign: true }).css.render(() => "");
  expect(rewritten).toBe(
    'p{font:12px/1 Arial,"sp-font-serif",serif;--f:a,"sp-font-monospace",monospace;color:serif}',
  );
  expect(css(text)).toBe(text);
  const open = "p{font-family:Open Sans !important}a{font:menu}b{font:inherit}i{font-family:var(--f)}";
  expect(rewriteSheet(open, { ...context, foreign: true }).css.render(() => "")).toBe(
    open.replace("Open Sans", '$&,"sp-font-serif"').replace("var(--f)", '$&,"sp-font-serif"'),
  );
});

describe("what a device held in the hand measures", () => {
  const desk = {
    ...context,
    environment: new Environment([], { ratio: 1, width: 1280, height: 800, color: 8 }),
  };
  const cases: [string, string][] = [
    ["p{height:100vh}", "p{height:calc(100*var(--sp-lvh,1vh))}"],
    ["p{height:-1.5LVH}", "p{height:calc(-1.5*var(--sp-lvh,1vh))}"],
    ["p{margin:calc(50svh - 1px) 0}", "p{margin:calc(calc(50*var(--sp-svh,1vh)) - 1px) 0}"],
    ["p{width:10vmin}", "p{width:calc(10*min(1vw,var(--sp-lvh,1vh)))}"],
    ["p{--h:5vmax}", "p{--h:calc(5*max(1vw,var(--sp-lvh,1vh)))}"],
    [
      "p{padding:env( safe-area-inset-top , 3px)}",
      "p{padding:var(--sp-inset-top,env( safe-area-inset-top , 3px))}",
    ],
    ["@keyframes k{to{top:9vh}}", "@keyframes k{to{top:calc(9*var(--sp-lvh,1vh))}}"],
  ];
  it.each(cases)("%s", (before, after) => {
    expect(css(before)).toBe(after);
    // Where nothing comes and goes there is one height.
    expect(rewriteSheet(before, desk).css.render(() => "")).toBe(before);
  });

  it.each([
    "p{height:100dvh;width:50vw;color:#1vh;content:'9vh'}",
    "@property --p{syntax:'<length>';inherits:false;initial-value:1vh}",
    "@media (min-height:50vh){p{color:env(other)}}",
    ".a1vh{}",
  ])("leaves %s", (text) => {
    expect(css(text)).toBe(text);
  });

  it("in style attributes", () => {
    const device = { dark: false, foreign: false, held: true };
    expect(rewriteInline("top:9vh", device).render(() => "")).toBe("top:calc(9*var(--sp-lvh,1vh))");
  });
});

describe("selectors", () => {
  const cases: [string, string][] = [
    ["a:hover{}", "a[sp-hover]{}"],
    ["video:playing, audio:muted{}", "video[sp-playing], audio[sp-muted]{}"],
    ["a:HOVER b:focus-visible>c{}", "a[sp-hover] b[sp-focus-visible]>c{}"],
    [":is(a:active,b):not(:focus-within){}", ":is(a[sp-active],b):not([sp-focus-within]){}"],
    ["p:has(> :user-invalid) :where(:target){}", "p:has(> [sp-user-invalid]) :where([sp-target]){}"],
    [":host(:hover) ::slotted(:focus){}", ":host([sp-hover]) ::slotted([sp-focus]){}"],
    ["x::part(y):hover{}", "x::part(y sp-hover):not(:active){}"],
    [
      "x::part(y):not(:disabled):hover:is(a)::before{}",
      "x::part(y sp-hover):not(:disabled):not(:active):is(a)::before{}",
    ],
    ["x::part(y):not(:hover), a:hover{}", "x::part(y):not(:hover), a[sp-hover]{}"],
    ["::slotted(:hover)::before:hover{}", "::slotted([sp-hover])::before:hover{}"],
    ["a::before, b:hover::after{}", "a::before, b[sp-hover]::after{}"],
    ["b:after:hover{}", "b:after:hover{}"],
    ["a:visited{}", "a[sp-visited]{}"],
    ["select:open{}", "select:is(:open,[sp-open]){}"],
    ["i:-webkit-autofill{}", "i[sp-autofill]{}"],
    [
      'a[href^="http"], [ src ] , [xlink|href="#x"], [lang|=en]{}',
      'a[sp-a-href^="http"], [ sp-a-src ] , [sp-a-href="#x"], [lang|=en]{}',
    ],
    ['a[title=":hover"]{}', 'a[title=":hover"]{}'],
    [".a\\:hover:hover{}", ".a\\:hover[sp-hover]{}"],
    [
      "img,Object.object,:is(object)>#object [object]:state(object)::part(object){}",
      "img,sp-object.object,:is(sp-object)>#object [object]:state(object)::part(object){}",
    ],
    ["SCRIPT+p,:not(script, embed){}", "sp-script+p,:not(sp-script, sp-embed){}"],
    ["/* :hover */ a{}", "/* :hover */ a{}"],
    [".a{&:hover{color:red} b:focus &{c:d}}", ".a{&[sp-hover]{color:red} b[sp-focus] &{c:d}}"],
    ["@scope (.a:hover) to (:focus){b:active{}}", "@scope (.a[sp-hover]) to ([sp-focus]){b[sp-active]{}}"],
    ["@media screen{a:hover{}}", "@media screen{a[sp-hover]{}}"],
    ["@layer x{a:hover{}}", "@layer x{a[sp-hover]{}}"],
    ["@starting-style{a:hover{}}", "@starting-style{a[sp-hover]{}}"],
    ["a{color:red;b:hover{c:d}}", "a{color:red;b[sp-hover]{c:d}}"],
    ["a{--x:{a:hover}}", "a{--x:{a:hover}}"],
  ];
  test.each(cases)("%s", (text, expected) => {
    expect(css(text)).toBe(expected);
  });
});

describe("media (M8)", () => {
  const yes = "(min-width:0px)";
  const no = "(max-width:-1px)";
  const cases: [string, string][] = [
    ["(prefers-color-scheme: dark)", yes],
    ["(prefers-color-scheme: light)", no],
    ["(PREFERS-COLOR-SCHEME:dark) and (min-width: 300px)", `${yes} and (min-width: 300px)`],
    ["(hover)", no],
    ["(pointer: coarse) or (not (hover: hover))", `${yes} or (not ${no})`],
    ["screen and (min-resolution: 1.5dppx)", `screen and ${yes}`],
    ["(-webkit-min-device-pixel-ratio: 2.5)", no],
    ["(min-resolution: 192dpi)", yes],
    ["(1dppx <= resolution < 2dppx)", no],
    ["(resolution > 1x)", yes],
    ["(max-device-width: 480px)", yes],
    ["(max-device-aspect-ratio: 0/0)", yes],
    ["(orientation: landscape)", "(orientation: landscape)"],
    ["(400px <= width <= 700px)", "(400px <= width <= 700px)"],
    ["print", "print"],
  ];
  test.each(cases)("%s", (text, expected) => {
    expect(rewriteMediaText(text, phone())).toBe(expected);
    expect(css(`@media ${text}{a{}}`)).toBe(`@media ${expected}{a{}}`);
  });
});

describe("rules", () => {
  test("a condition is answered by the customer's engine", () => {
    expect(css("@supports (display: grid) {a:hover{}}")).toBe("@supports (color:none-such){a[sp-hover]{}}");
    expect(css("@supports (x: y){a{}}")).toBe("@supports (x: y){a{}}");
  });

  test("an import keeps its layer, conditions and media, and counts as one rule", () => {
    expect(css('@import "a.css";b{}')).toBe("@media all{<import 0>}b{}");
    expect(css("@import url(a.css) layer(x) supports(display:flex) (hover);@import 'b' layer print;")).toBe(
      "@media (max-width:-1px){@supports (display:flex){@layer x{<import 0>}}}@media print{@layer{<import 1>}}",
    );
  });

  test("fonts are taken out and keep their conditions", () => {
    const { css: rest, faces } = rewriteSheet(
      '@media (hover){@font-face{font-family:"A";src:url(a.woff2) format("woff2"),local("B")}}p{}',
      context,
    );
    expect(rest.render(() => "")).toBe("@media (max-width:-1px){@media not all{}}p{}");
    expect(
      faces.map((face) => face.render((hole) => (hole.kind === "url" ? `url(${hole.address})` : ""))),
    ).toEqual([
      '@media (max-width:-1px){@font-face{font-family:"A";src:url(a.woff2) format("woff2"),local("B")}}',
    ]);
  });

  test("a charset is no rule", () => {
    expect(css('@charset "utf-8";a{}')).toBe("a{}");
  });

  test("keyframes keep their selectors and lose their addresses", () => {
    expect(css("@keyframes k{from{color:red}50%{background:url(a)}}")).toBe(
      "@keyframes k{from{color:red}50%{background:url(<a@43>)}}",
    );
  });
});

describe("addresses", () => {
  const cases: [string, string][] = [
    ["a{b:url(x.png)}", "a{b:url(<x.png@4>)}"],
    ["a{b:url( 'x y.png' ) no-repeat}", "a{b:url(<x y.png@4>) no-repeat}"],
    ['a{b:URL("x\\"y")}', 'a{b:url(<x"y@4>)}'],
    ["a{fill:url(#g);mask:url(s.svg#m)}", "a{fill:url(#g);mask:url(<s.svg#m@20>)}"],
    ["a{b:url(data:image/png;base64,AA;BB)}", "a{b:url(data:image/png;base64,AA;BB)}"],
    [
      'a{b:image-set("x.png" 1x,url(y.png) type("image/png") 2x)}',
      'a{b:image-set(url(<x.png@14>) 1x,url(<y.png@25>) type("image/png") 2x)}',
    ],
    ['a{content:"url(x)" attr(href) attr(title)}', 'a{content:"url(x)" attr(sp-a-href) attr(title)}'],
    ["/* url(x) */a{}", "/* url(x) */a{}"],
    ["a{--u:url(x.png)}", "a{--u:url(<x.png@6>)}"],
  ];
  test.each(cases)("%s", (text, expected) => {
    expect(css(text)).toBe(expected);
  });
});

describe("schemes", () => {
  test("of two schemes the customer's stays", () => {
    expect(css(":root{color-scheme:light dark}")).toBe(":root{color-scheme: dark}");
    expect(css(":root{color-scheme:light}")).toBe(":root{color-scheme:light}");
    expect(css(":root{--s: light dark;--t:light darker}")).toBe(":root{--s:  dark;--t:light darker}");
    expect(
      rewriteInline("color-scheme: dark light; color:red", {
        dark: false,
        foreign: false,
        held: false,
      }).render(() => ""),
    ).toBe("color-scheme:  light; color:red");
  });
});
