import { expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

/** Starting a browser and loading a page, on a busy machine. */
const SLOW_MS = 60_000;
const SELECTED = "getComputedStyle(doc.querySelector('p'), '::selection').backgroundColor";
/** The engine's own colour of a selection in focus. */
const HIGHLIGHT = "getComputedStyle(doc.querySelector('i')).backgroundColor";
const SELECT = "getSelection().selectAllChildren(document.querySelector('p'))";
const PAGE = "<p>selected <b>text</b></p><i style='background:Highlight'></i>";

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

it(
  "M6 selected text has the colours of text in focus, which the replica never has",
  async () => {
    await lab.start(PAGE);
    await lab.act(SELECT);
    const { page: highlight } = await lab.ask(HIGHLIGHT);
    expect((await lab.ask(SELECTED)).replica).toBe(highlight);
  },
  SLOW_MS,
);

it(
  "M6 selected text has the page's colours where it says them, before the session or in it",
  async () => {
    await lab.start(`${PAGE}<style id=own></style>`);
    await lab.act("document.querySelector('#own').sheet.insertRule('p::selection{color:red}')");
    await lab.act(SELECT);
    const found = await lab.ask(SELECTED);
    expect(found.replica).toBe(found.page);

    await lab.start(`${PAGE}<style>p::selection{background:rgb(1,2,3)}</style>`);
    await lab.act(SELECT);
    expect(await lab.ask(SELECTED)).toEqual({ page: "rgb(1, 2, 3)", replica: "rgb(1, 2, 3)" });
  },
  SLOW_MS,
);
