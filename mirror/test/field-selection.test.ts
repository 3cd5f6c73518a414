import { expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";
import { type Rgb, rowsOfColor } from "./pixels.ts";

/** Starting a browser and loading a page, on a busy machine. */
const SLOW_MS = 60_000;
const RED: Rgb = [255, 0, 0];

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

const STYLE = `<style>body{margin:0}input,textarea{font:16px monospace;width:200px;outline:none;resize:none;caret-color:transparent}
.own::selection{background:rgb(255,0,0)}</style>`;

const rowsOf = (frame: "page" | "replica", color: Rgb): Promise<string[]> =>
  rowsOfColor(lab.page.locator("iframe").nth(frame === "page" ? 0 : 1), color);

const select = (start: number, end: number): string =>
  `const field = document.querySelector("input,textarea"); field.focus(); field.setSelectionRange(${start}, ${end})`;

const FIELDS = [
  ["a line", "<input class=own value='a line of text'>", 2, 6],
  [
    "a line with room around",
    "<input class=own style='padding:9px 13px;height:50px' value='a line of text'>",
    2,
    6,
  ],
  [
    "text at the right",
    "<input class=own style='text-align:right;letter-spacing:2px' value='to the right'>",
    0,
    5,
  ],
  [
    "text without a background",
    "<body style='background:#cde'><input class=own style='background:none;color:#00f' value='see through'>",
    0,
    7,
  ],
  ["light text", "<input class=own style='background:#222;color:#eee' value='light on dark'>", 3, 9],
  [
    "a field that a filter dims not",
    "<input class=own style='filter:contrast(1)' value='with a filter'>",
    1,
    8,
  ],
  [
    "lines of a text",
    "<textarea class=own rows=6>words that are wrapped and\nbroken\n\nby hand</textarea>",
    6,
    36,
  ],
] as const;

for (const [name, html, start, end] of FIELDS) {
  it(
    `M4 what is selected in a field is drawn as in the page: ${name}`,
    async () => {
      await lab.start(STYLE + html);
      await lab.act(select(start, end));
      const drawn = await rowsOf("page", RED);
      expect(drawn.length).toBeGreaterThan(8);
      await expect.poll(() => rowsOf("replica", RED)).toEqual(drawn);
    },
    SLOW_MS,
  );
}

it(
  "M4 where the page does not say how, it is drawn as the engine does; until the focus goes",
  async () => {
    await lab.start(
      `${STYLE}<input value="a line of text"><i style="display:block;width:9px;height:9px;margin-bottom:9px;background:Highlight"></i><button>x</button>`,
    );
    await lab.act(select(2, 6));
    const color: Rgb = [51, 103, 209];
    const drawn = await rowsOf("page", color);
    expect(drawn.length).toBeGreaterThan(18);
    await expect.poll(() => rowsOf("replica", color)).toEqual(drawn);
    await lab.act("document.querySelector('button').focus()");
    await expect.poll(() => rowsOf("replica", color)).toEqual(drawn.slice(-9));
    const left = await lab.ask("doc.querySelector('input').outerHTML + doc.documentElement.children.length");
    expect(left.replica).toBe(left.page);
  },
  SLOW_MS,
);
