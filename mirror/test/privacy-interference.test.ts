/// <reference types="node" />
import { describe, expect, it } from "vitest";
import { defaultPolicy, type Policy, strictPolicy } from "../capture/mask/index.ts";
import { withBrowser } from "./browser.ts";
import { Engine } from "./privacy-engine.ts";

let engine: Engine;
withBrowser(async (browser) => {
  engine = await Engine.open(browser, true);
});

/** What differs between two customers: words of one size class, and choices. */
interface Secret {
  readonly word: string;
  readonly text: string;
  readonly choice: 0 | 1;
}

const ADA: Secret = { word: "lady", text: "Ada at Twelve", choice: 0 };
const BOB: Secret = { word: "ghost", text: "<b> 'Bob' & so", choice: 1 };

type Page = (secret: Secret) => string;
/** A step of the customer: a script that runs in the page with the secret in `secret`, or keys and clicks. */
type Step = string | ((secret: Secret) => Promise<void>);

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** Everything that left the page, message by message. */
async function stream(page: Page, steps: readonly Step[], secret: Secret, policy: Policy): Promise<string[]> {
  await engine.start(page(secret), policy);
  for (const step of steps) {
    if (typeof step === "string")
      await engine.customer.page.evaluate(`{const secret=${JSON.stringify(secret)};${step}}`);
    else await step(secret);
    await engine.settle();
  }
  expect(await engine.faults()).toEqual([]);
  return engine.wire.map(
    (message) =>
      `${message.info?.keyframe} ${message.info?.epoch} ${message.head} ${Buffer.from(message.bytes, "latin1").toString("base64")}`,
  );
}

/** Pairs of streams that are taken at most, until the clock has cut the keyframe alike in both. */
const TAKES = 5;
const cuts = (messages: readonly string[]): string => messages.map((text) => text.split(" ")[0]).join();

async function sameFor(page: Page, steps: readonly Step[], policy: Policy = defaultPolicy): Promise<void> {
  let first: string[] = [];
  let second: string[] = [];
  for (let take = 0; take < TAKES; take++) {
    first = await stream(page, steps, ADA, policy);
    second = await stream(page, steps, BOB, policy);
    if (cuts(first) === cuts(second)) break;
  }
  expect(second).toEqual(first);
  expect(first.length).toBeGreaterThan(0);
}

/** Focuses and types, each key after the last has been told. */
const press =
  (selector: string): Step =>
  async ({ word }) => {
    await engine.customer.page.focus(selector);
    for (const key of word.slice(0, 3)) {
      await engine.settle();
      await engine.customer.page.keyboard.press(key);
    }
  };

describe("P2 two customers whose secrets alone differ send the same bytes", () => {
  it("in masked text and attributes", () =>
    sameFor(
      ({ text, word }) =>
        `<div data-samepage=mask class="${word}" id="${word}" title="${escaped(text)}" style="--w:'${word}'">${escaped(text)}<b data-x="${word}">${word}</b></div>open`,
      [
        "document.querySelector('b').textContent = secret.word",
        "document.querySelector('b').title = secret.text",
        "document.querySelector('b').className = secret.word",
        "document.querySelector('b').setAttribute('data-' + secret.word, 1)",
        "document.querySelector('b').style.setProperty('--x', '\"' + secret.text + '\"')",
        "document.querySelector('div').append(secret.text)",
      ],
    ));

  it("in a password, typed key by key, with caret and selection", () =>
    sameFor(
      () => "<input type=password><input>",
      [
        press("input"),
        "document.querySelector('input').setSelectionRange(secret.choice, 2)",
        "document.querySelector('input').value = secret.word",
        "document.querySelector('input').type = 'text'",
        "document.querySelector('input').setAttribute('value', secret.word)",
        "document.querySelector('input').setCustomValidity(secret.choice ? 'no' : '')",
      ],
    ));

  it("in a card field, whatever its digits", () =>
    sameFor(
      ({ choice }) =>
        `<input autocomplete=cc-number value="${choice ? "4111 1111 1111 1111" : "5555 5555 5555 4444"}">`,
      ["document.querySelector('input').value = secret.choice ? '4222' : '51000'"],
    ));

  it("in a field that a label makes secret in the frame of another change", () =>
    sameFor(
      () => "<p>x</p><label for=f>Name</label><input id=f>",
      [
        `const { port1, port2 } = new MessageChannel();
        port2.onmessage = () => {
          document.querySelector("label").textContent = "Security code";
          document.querySelector("input").value = secret.word;
        };
        document.querySelector("p").append("y");
        port1.postMessage(0);`,
      ],
    ));

  it("in masked choices: what is ticked, chosen, set and valid", () =>
    sameFor(
      ({ choice }) =>
        `<form data-samepage=mask><input type=checkbox ${choice ? "checked" : ""}><input type=radio name=r ${choice ? "checked" : ""}><input type=radio name=r>
        <select><option>a<option ${choice ? "selected" : ""}>b</select><input type=range value=${choice ? 3 : 70}><input type=date><input type=color>
        <progress max=9 value=${choice ? 2 : 8}></progress><meter value=0.${choice + 2}></meter><input required pattern=lady></form>`,
      [
        "document.querySelector('[type=checkbox]').indeterminate = !!secret.choice",
        "document.querySelectorAll('[type=radio]')[secret.choice].checked = true",
        "document.querySelector('select').selectedIndex = secret.choice",
        "document.querySelector('[type=date]').value = secret.choice ? '2026-11-22' : '1815-12-10'",
        "document.querySelector('[type=range]').value = secret.choice ? 5 : 50",
        "document.querySelector('[required]').value = secret.word",
        "document.forms[0].checkValidity()",
        "document.querySelector('progress').value = secret.choice",
      ],
    ));

  it("in masked text that is edited, scrolled and selected", () =>
    sameFor(
      ({ text }) =>
        `<div data-samepage=mask><p contenteditable style="width:90px;height:20px;overflow:auto">${escaped(text)}</p><textarea rows=1>${escaped(text)}</textarea></div>`,
      [
        press("p"),
        "getSelection().setBaseAndExtent(document.querySelector('p').firstChild, secret.choice, document.querySelector('p').firstChild, 3)",
        "document.querySelector('p').scrollTop = secret.choice * 5",
        "document.querySelector('textarea').scrollTop = secret.choice * 5",
        "document.execCommand('insertText', false, secret.word)",
      ],
    ));

  it("in a hidden area: what is in it, how it changes, where the pointer is", () =>
    sameFor(
      ({ text, choice }) =>
        `<div data-samepage=hide class=c${choice} style="width:200px;height:100px">${escaped(text)}<button>1</button><button>2</button></div><p>open</p>`,
      [
        // one at a time, or the clock decides which of them share a frame
        () => engine.customer.page.mouse.move(9, 9),
        ({ choice }) => engine.customer.page.locator("button").nth(choice).hover(),
        () => engine.customer.page.mouse.down(),
        () => engine.customer.page.mouse.up(),
        "document.querySelectorAll('button')[secret.choice].remove()",
        "document.querySelector('div').insertAdjacentHTML('beforeend', '<i>' + secret.word + '</i>')",
      ],
    ));

  it("in hover, focus and animations of masked elements", () =>
    sameFor(
      ({ choice }) =>
        `<style>button{animation:a${choice} 9s}@keyframes a0{to{top:0}}@keyframes a1{to{top:0}}</style><div data-samepage=mask><button>1</button><button>2</button></div>`.replace(
          /a[01] 9s/,
          "a0 9s",
        ),
      [
        ({ choice }) => engine.customer.page.locator("button").nth(choice).focus(),
        "document.querySelectorAll('button')[secret.choice].animate([{opacity:0},{opacity:1}], 1e6)",
      ],
    ));

  it("on a page where everything is masked", () =>
    sameFor(
      ({ text, word }) =>
        `<title>${escaped(text)}</title><style>.k{top:0}</style><h1>${escaped(text)}</h1><img src="/${word}.png" alt="${word}"><a href="/${word}?${word}">${word}</a><input value="${word}"><canvas></canvas><svg><text>${word}</text></svg>`,
      [
        press("input"),
        "document.querySelector('canvas').getContext('2d').fillRect(0, 0, secret.choice + 1, 9)",
        "document.title = secret.word",
        "document.querySelector('h1').replaceChildren(...secret.word.slice(0, 4).split(''))",
        "CSS.highlights.set(secret.word, new Highlight(new Range()))",
        "history.replaceState(null, '', '?' + secret.word)",
      ],
      strictPolicy("#none"),
    ));

  it("in the names that style sheets and their elements have where everything is masked", () =>
    sameFor(
      ({ word }) =>
        `<style media="(--${word})">b{top:0}</style><style id=s>.${word},#${word},[data-u=${word}],x-${word},[class^=${word}]{--${word}:1;animation:${word} 9s paused;font-family:${word};grid-area:${word}}@keyframes ${word}{to{top:0}}@layer ${word}{i{top:0}}@property --r${word}{syntax:"*";inherits:false;initial-value:${word}}</style>
        <p class="${word} x-${word}" id="${word}" data-u="${word}">open</p><x-${word}></x-${word}><div id=open class="${word}" style="color:var(--${word});grid-area:${word}">open</div>`,
      [
        "document.querySelector('#s').sheet.insertRule('.late-' + secret.word + '{top:0}')",
        "document.querySelector('p').className = 'late-' + secret.word",
        "document.querySelector('#s').sheet.cssRules[0].selectorText = '.' + secret.word + '-b'",
        "CSS.registerProperty({ name: '--t' + secret.word, syntax: '*', inherits: false, initialValue: secret.word })",
        "document.adoptedStyleSheets = [new CSSStyleSheet()]; document.adoptedStyleSheets[0].replaceSync('.' + secret.word + '{content:\"' + secret.text + '\"}')",
      ],
      strictPolicy("#open"),
    ));

  it("in the fingerprints of the drift check", async () => {
    const page: Page = ({ text, word }) =>
      `<p>open</p><div data-samepage=mask class="${word}">${escaped(text)}<b class=${word}>${word}</b></div><div data-samepage=hide>${word}</div>`;
    const checks: string[][] = [];
    for (const secret of [ADA, BOB]) {
      await engine.start(page(secret), defaultPolicy, "", true);
      const { length } = engine.wire;
      while (engine.wire.length === length) await engine.settle(); // the page stands still: what comes is a check
      checks.push(engine.wire.slice(length).map(({ bytes }) => bytes));
    }
    expect(checks[1]).toEqual(checks[0]);
  });
});
