/** A place of a page where a secret can sit. `$S` stands for the secret. */
export interface Spot {
  readonly id: string;
  readonly head?: string;
  readonly body?: string;
  /** Runs in the page before capture starts. */
  readonly setup?: string;
  /** Runs after the first keyframe. */
  readonly act?: string;
}

const attributes = [
  "alt",
  "title",
  "placeholder",
  "aria-label",
  "aria-description",
  "aria-valuetext",
  "aria-roledescription",
  "aria-placeholder",
  "data-user",
  "class",
  "id",
  "name",
  "value",
  "href",
  "action",
  "cite",
  "label",
  "summary",
  "abbr",
  "content",
  "datetime",
  "download",
  "for",
  "headers",
  "itemprop",
  "lang",
  "part",
  "pattern",
  "role",
  "slot",
  "style",
  "target",
  "type",
  "usemap",
  "accesskey",
  "autocomplete",
  "exportparts",
  "onclick",
  "srcdoc",
  "d",
  "points",
  "fill",
  "viewBox",
  "xlink:href",
  "width",
  "unknown",
  "$S",
] as const;

const attributeSpots: Spot[] = attributes.flatMap((name) => [
  { id: `attribute ${name}`, body: `<p ${name}="$S">x</p>` },
  { id: `attribute ${name} of svg`, body: `<svg><path ${name}="$S"/></svg>` },
  {
    id: `attribute ${name} set later`,
    body: `<p class="later-${attributes.indexOf(name)}">x</p>`,
    act: `document.querySelector('.later-${attributes.indexOf(name)}').setAttribute('${name}','$S')`,
  },
]);

const cssSpots: Spot[] = [
  { id: "css content", head: `<style>.css-1{content:"$S"}</style>` },
  { id: "css content of pseudo", head: `<style>.css-2::before{content:"a" '$S'}</style>` },
  { id: "css comment", head: `<style>/* $S */.css-3{top:0}</style>` },
  { id: "css comment inside", head: `<style>.css-4{/* $S */top:0}</style>` },
  { id: "css url", head: `<style>.css-5{background:url(/x?$S)}</style>` },
  { id: "css url quoted", head: `<style>.css-6{background:url("/x?$S")}</style>` },
  { id: "css url path", head: `<style>.css-6b{background:url("/$S.png")}</style>` },
  { id: "css image-set", head: `<style>.css-7{background:image-set("/x?$S" 1x)}</style>` },
  { id: "css data url", head: `<style>.css-8{background:url(data:image/svg+xml,<svg>$S</svg>)}</style>` },
  { id: "css import", head: `<style>@import url("/import.css?$S");</style>` },
  { id: "css font url", head: `<style>@font-face{font-family:f;src:url(/f?$S)}</style>` },
  { id: "css custom property", head: `<style>.css-9{--x:"$S"}</style>` },
  { id: "css custom property word", head: `<style>.css-10{--x:$S}</style>` },
  {
    id: "css registered property",
    head: `<style>@property --reg{syntax:"*";inherits:false;initial-value:"$S"}</style>`,
  },
  {
    id: "css counter style",
    head: `<style>@counter-style secret{system:cyclic;symbols:"$S";suffix:" "}</style>`,
  },
  {
    id: "css rule inserted",
    setup: `document.head.append(Object.assign(document.createElement('style'),{id:'inserted'}))`,
    act: `document.getElementById('inserted').sheet.insertRule('.css-11{content:"$S"}')`,
  },
  {
    id: "css rule changed",
    head: `<style id=changed>.css-12{top:0}</style>`,
    act: `document.getElementById('changed').sheet.cssRules[0].style.setProperty('--y','"$S"')`,
  },
  {
    id: "css adopted",
    setup: `{const s=new CSSStyleSheet();s.replaceSync('.css-13{content:"$S"}');document.adoptedStyleSheets=[...document.adoptedStyleSheets,s]}`,
  },
  {
    id: "css adopted later",
    act: `{const s=new CSSStyleSheet();s.replaceSync('.css-14::after{content:"$S"}');document.adoptedStyleSheets=[...document.adoptedStyleSheets,s]}`,
  },
  { id: "style attribute url", body: `<p style="background:url(/b?$S)">x</p>` },
  { id: "style attribute custom string", body: `<p style="--x:'$S'">x</p>` },
  { id: "style attribute custom word", body: `<p style="--x:$S">x</p>` },
  { id: "style attribute custom name", body: `<p style="--$S:1">x</p>` },
  { id: "style attribute unknown property", body: `<p style="$S:1;x-$S:2">x</p>` },
  { id: "style attribute comment", body: `<p style="/*$S*/top:0">x</p>` },
  { id: "style attribute animation", body: `<p style="animation-name:$S">x</p>` },
  { id: "style attribute font", body: `<p style="font-family:'$S'">x</p>` },
  {
    id: "style property later",
    body: `<p id=styled>x</p>`,
    act: `document.getElementById('styled').style.setProperty('--z','"$S"')`,
  },
];

/** Sheets in which the secret is a name, a word or a string of the page. */
const namingSheets = [
  ".$S{top:0}",
  "#$S{top:0}",
  "[data-$S]{top:0}",
  "[data-u='$S']{top:0}",
  "a[href^='/u/$S'],[class*=$S]{top:0}",
  "$S,x-$S{top:0}",
  "p:not(.$S):has(> #$S),:is(.$S) b{top:0}",
  "::part($S){top:0}",
  "::highlight($S){color:red}",
  ":state($S){top:0}",
  ":lang('$S'){top:0}",
  "::view-transition-old($S){top:0}",
  ".k{& .$S{top:0}}",
  "@scope (.$S) to (.b$S){p{top:0}}",
  "@keyframes $S{to{top:0}}",
  "@layer $S{p{top:0}}",
  "@layer $S,b;",
  "@container $S (min-width:1px){p{top:0}}",
  "@container style(--a:$S){p{top:0}}",
  "@media (foo:$S){p{top:0}}",
  "@media $S{p{top:0}}",
  "@supports (--a:$S){p{top:0}}",
  "@supports selector(.$S){p{top:0}}",
  "@property --$S{syntax:'*';inherits:false;initial-value:$S}",
  "@counter-style $S{system:cyclic;symbols:$S;fallback:$S}",
  "@font-face{font-family:$S;src:local($S) format('$S')}",
  "@font-palette-values --$S{font-family:$S}",
  "@font-feature-values $S{@styleset{a:1}}",
  "@position-try --$S{top:0}",
  "@page $S{margin:0}",
  "@namespace s url(http://$S);",
  "p{--$S:1;color:var(--$S,$S)}",
  "p{animation:3s $S;animation-name:$S}",
  "p{font-family:$S,'$S';font:1px '$S'}",
  "p{grid-area:$S;grid-template-areas:'$S b';grid-template-columns:[$S] 1fr}",
  "p{container:$S/size;view-transition-name:$S;view-transition-class:$S}",
  "p{anchor-name:--$S;position-anchor:--$S;top:anchor(--$S top)}",
  "p{counter-reset:$S;content:counter($S) attr(data-$S)}",
  "p{list-style-type:$S;page:$S;will-change:$S;transition:--$S 1s}",
  "p{background:paint($S);width:env(x,$S)}",
] as const;

const namingSpots: Spot[] = [
  ...namingSheets.map((text) => ({ id: `css name ${text}`, head: `<style>${text}</style>` })),
  { id: "css name of class", head: `<style>.c-$S{top:0}</style>`, body: `<p class="c-$S" id="c-$S">x</p>` },
  { id: "css name of value", head: `<style>[title="$S"]{top:0}</style>`, body: `<p title="$S">x</p>` },
  { id: "css name of field", head: `<style>[value="$S"]{top:0}</style>`, body: `<input value="$S">` },
  { id: "css name of attribute", head: `<style>[n$S]{top:0}</style>`, body: `<p n$S>x</p>` },
  { id: "css media", head: `<style media="(--$S)">p{top:0}</style>` },
  {
    id: "css selector changed",
    head: `<style id=selecting>.k{top:0}</style>`,
    act: `document.getElementById('selecting').sheet.cssRules[0].selectorText='.$S'`,
  },
];

const controlSpots: Spot[] = [
  { id: "input value", body: `<input value="$S">` },
  { id: "input value set", body: `<input id=typed>`, act: `document.getElementById('typed').value='$S'` },
  {
    id: "input value set before",
    body: `<input id=typed-before>`,
    setup: `document.getElementById('typed-before').value='$S'`,
  },
  { id: "textarea", body: `<textarea>$S</textarea>` },
  {
    id: "textarea later",
    body: `<textarea id=area></textarea>`,
    act: `document.getElementById('area').value='$S'`,
  },
  { id: "radio value", body: `<input type=radio value="$S">` },
  { id: "checkbox value", body: `<input type=checkbox value="$S">` },
  { id: "button value", body: `<input type=button value="$S">` },
  { id: "submit value", body: `<input type=submit value="$S">` },
  { id: "hidden value", body: `<input type=hidden value="$S">` },
  { id: "option text", body: `<select><option>$S</option><option selected>x</option></select>` },
  { id: "option value", body: `<select><option value="$S">a</option></select>` },
  { id: "option label", body: `<select><option label="$S">a</option></select>` },
  { id: "option chosen", body: `<select><option>x</option><option selected>$S</option></select>` },
  { id: "optgroup label", body: `<select><optgroup label="$S"><option>a</option></optgroup></select>` },
  { id: "datalist", body: `<datalist id=dl><option value="$S"></datalist><input list=dl>` },
  { id: "output", body: `<output>$S</output>` },
  { id: "label", body: `<label>$S <input></label>` },
  { id: "legend", body: `<fieldset><legend>$S</legend></fieldset>` },
  { id: "meter title", body: `<meter title="$S"></meter>` },
  {
    id: "custom validity",
    body: `<input id=invalid>`,
    act: `document.getElementById('invalid').setCustomValidity('$S');document.getElementById('invalid').reportValidity()`,
  },
  { id: "contenteditable", body: `<div contenteditable>$S</div>` },
  {
    id: "contenteditable later",
    body: `<div contenteditable id=edit></div>`,
    act: `document.getElementById('edit').textContent='$S'`,
  },
];

const placeSpots: Spot[] = [
  { id: "text", body: `<p>$S</p>` },
  { id: "text of a list", body: `<ul><li>$S</ul>` },
  { id: "text in a table", body: `<table><caption>$S</caption><tr><th>$S<td>$S</table>` },
  {
    id: "text split",
    body: `<p id=split></p>`,
    setup: `{const p=document.getElementById('split');for(const c of '$S')p.append(c)}`,
  },
  { id: "text later", body: `<p id=later></p>`, act: `document.getElementById('later').textContent='$S'` },
  {
    id: "text by keys",
    body: `<p id=keys></p>`,
    act: `{const t=document.getElementById('keys').appendChild(new Text(''));for(const c of '$S')t.appendData(c)}`,
  },
  {
    id: "text added",
    act: `document.body.insertAdjacentHTML('beforeend','<section><p title="$S">$S</p></section>')`,
  },
  { id: "title", head: `<title>$S</title>` },
  { id: "title later", act: `document.title='$S'` },
  { id: "meta", head: `<meta name=description content="$S">` },
  { id: "base", head: `<base target="$S">` },
  { id: "link", head: `<link rel=alternate href="/x?$S" title="$S">` },
  { id: "comment", body: `<!-- $S -->` },
  { id: "script", body: `<script type=application/json>$S</script>` },
  { id: "noscript", body: `<noscript>$S</noscript>` },
  { id: "template", body: `<template><p>$S</p></template>` },
  { id: "summary", body: `<details><summary>$S</summary>$S</details>` },
  { id: "dialog", body: `<dialog open>$S</dialog>` },
  { id: "svg text", body: `<svg><text>$S</text><title>$S</title><desc>$S</desc></svg>` },
  { id: "mathml", body: `<math><mtext>$S</mtext><annotation>$S</annotation></math>` },
  { id: "image query", body: `<img src="/i.png?t=$S">` },
  { id: "image path", body: `<img src="/$S.png">` },
  { id: "image srcset", body: `<img srcset="/i.png?$S 1x">` },
  {
    id: "image data",
    body: `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><text>$S</text></svg>">`,
  },
  { id: "picture", body: `<picture><source srcset="/i.png?$S"><img></picture>` },
  { id: "video poster", body: `<video poster="/p.png?$S" src="/v?$S"></video>` },
  { id: "track", body: `<video><track label="$S" src="/t?$S"></video>` },
  { id: "object", body: `<object data="/o?$S">$S</object>` },
  { id: "link address", body: `<a href="/user/$S?q=$S#$S">x</a>` },
  { id: "link mail", body: `<a href="mailto:$S@example.org">x</a>` },
  { id: "area", body: `<map><area href="/$S" alt="$S"></map>` },
  { id: "form action", body: `<form action="/$S"><button formaction="/$S">x</button></form>` },
  { id: "svg use", body: `<svg><use href="#$S"/><use xlink:href="/s.svg?$S#a"/></svg>` },
  { id: "svg image", body: `<svg><image href="/i?$S"/></svg>` },
  {
    id: "svg values of script",
    body: `<svg class="drawn"><use href="#a"/></svg>`,
    act: `{const s=document.querySelector('.drawn');s.className.baseVal+=' $S';s.firstChild.href.baseVal='#$S'}`,
  },
  { id: "svg gradient", body: `<svg><linearGradient id="$S"/><rect fill="url(#$S)"/></svg>` },
  { id: "formula of unknown name", body: `<math><$S>x</$S></math>` },
  { id: "custom element", body: `<x-$S>x</x-$S>` },
  { id: "unknown element", body: `<$S>x</$S>` },
  {
    id: "frame",
    body: `<iframe id=frame></iframe>`,
    setup: `document.getElementById('frame').contentDocument.body.innerHTML='<p title="$S">$S</p>'`,
  },
  { id: "frame by srcdoc", body: `<iframe srcdoc="<p>$S</p>"></iframe>` },
  { id: "frame address", body: `<iframe src="/empty?$S" title="$S" name="$S"></iframe>` },
  {
    id: "shadow",
    body: `<div id=shadow></div>`,
    setup: `document.getElementById('shadow').attachShadow({mode:'open'}).innerHTML='<style>b{content:"$S"}</style><p title="$S">$S</p>'`,
  },
  { id: "shadow declarative", body: `<div><template shadowrootmode=open><p>$S</p></template></div>` },
  {
    id: "shadow closed",
    body: `<div id=closed></div>`,
    setup: `document.getElementById('closed').attachShadow({mode:'closed'}).innerHTML='<p>$S</p>'`,
  },
  {
    id: "slot",
    body: `<div id=slotted><b slot="$S">$S</b></div>`,
    setup: `document.getElementById('slotted').attachShadow({mode:'open'}).innerHTML='<slot name="$S">$S</slot>'`,
  },
  {
    id: "canvas text",
    body: `<canvas id=canvas title="$S">$S</canvas>`,
    setup: `document.getElementById('canvas').getContext('2d').fillText('$S',0,9)`,
  },
  {
    id: "animation",
    body: `<p id=animated>x</p>`,
    setup: `document.getElementById('animated').animate([{'--w':'"$S"'},{'--w':'"$S$S"'}],{duration:1e6,id:'$S'})`,
  },
  {
    id: "animation name",
    head: `<style>@keyframes known-a{to{top:0}}</style>`,
    body: `<p style="animation:known-a 9s" data-x="$S">x</p>`,
  },
  {
    id: "popover",
    body: `<div popover id=pop>$S</div>`,
    act: `document.getElementById('pop').showPopover()`,
  },
  { id: "highlight", act: `if(globalThis.Highlight)CSS.highlights.set('$S',new Highlight(new Range()))` },
  { id: "window name", setup: `window.name='$S'` },
  { id: "address later", act: `history.replaceState(null,'','?$S#$S')` },
];

/** Places that must stay silent when everything is masked. */
export const spots: readonly Spot[] = [
  ...placeSpots,
  ...controlSpots,
  ...cssSpots,
  ...namingSpots,
  ...attributeSpots,
];

/** The spot's secret: letters that no page says by chance, unlike for each spot. */
export function secretOf(id: string): string {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return `zq${hash.toString(36)}secretx`;
}

export const filled = (spot: Spot, part: "head" | "body" | "setup" | "act"): string =>
  (spot[part] ?? "").replaceAll("$S", secretOf(spot.id));
