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

it(
  "M4 each document of frames has a selection of its own",
  async () => {
    await lab.start("<p>around the frame</p><iframe srcdoc='<p>inside of it</p>'></iframe>");
    const inner = "document.querySelector('iframe').contentDocument";
    const select = (document: string, from: number, to: number): string =>
      `const text = ${document}.querySelector('p').firstChild; ${document}.getSelection().setBaseAndExtent(text, ${from}, text, ${to})`;
    const selected = async () => {
      const { page, replica } = await lab.ask(
        "[doc, doc.querySelector('iframe').contentDocument].map((d) => d.getSelection().toString())",
      );
      expect(replica).toBe(page);
      return page;
    };
    await lab.act(select("document", 0, 6));
    await lab.act(select(inner, 2, 8));
    expect(await selected()).toBe("around,side o");
    await lab.act("getSelection().removeAllRanges()");
    expect(await selected()).toBe(",side o");
    await lab.act(select("document", 7, 10));
    await lab.act(`${inner}.getSelection().removeAllRanges()`);
    expect(await selected()).toBe("the,");
  },
  SLOW_MS,
);
