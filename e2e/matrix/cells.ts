// What the agent does in each fixture, and what the page's own code must hold then.
import type { Hand } from "../lib/hand.ts";

export interface Cell {
  name: string;
  file: string;
  act(hand: Hand): Promise<void>;
  holds: unknown;
}

const form = (name: string, file: string): Cell => ({
  name: `${name} form`,
  file,
  act: async (hand) => {
    await hand.click("#name");
    await hand.type("Adda");
    await hand.keys("ArrowLeft", "Backspace");
    await hand.click("#agree");
    await hand.choose("#colour", "Blue");
    await hand.click("#size-M");
    await hand.click("#note");
    await hand.type("Two words");
    await hand.keys("Enter");
    await hand.type("and more");
    await hand.click("#name", { x: 0.95 });
    await hand.type(" L");
    await hand.keys("Enter");
  },
  holds: { name: "Ada L", agree: true, colour: "Blue", note: "Two words\nand more", size: "M", sent: 1 },
});

/** Text, a new line, corrections by key, and undo. */
const editor = (name: string, file: string, target = "#editor"): Cell => ({
  name,
  file,
  act: async (hand) => {
    await hand.click(target, { x: 0.1, y: 0.1 });
    await hand.type("Helo world");
    await hand.keys("Home", "ArrowRight", "ArrowRight");
    await hand.type("l");
    await hand.keys("End", "Enter");
    await hand.type("second");
    await hand.keys("Backspace", "Control+Shift+ArrowLeft");
    await hand.type("line");
    await hand.keys("Enter");
    await hand.keys("Backspace");
  },
  holds: "Hello world\nline",
});

export const cells: readonly Cell[] = [
  form("React", "react.tsx"),
  form("Vue", "vue.ts"),
  form("Svelte", "svelte.ts"),
  form("Angular", "angular.ts"),
  form("Lit", "lit.ts"),
  form("jQuery", "jquery.ts"),
  editor("ProseMirror", "prosemirror.ts"),
  editor("Lexical", "lexical.ts"),
  editor("Quill", "quill.ts"),
  editor("CodeMirror 6", "codemirror.ts"),
  editor("Monaco", "monaco.ts"),
  {
    name: "react-select",
    file: "react-select.tsx",
    act: async (hand) => {
      await hand.click("#search");
      await hand.type("gre");
      await hand.keys("Enter");
      await hand.click("#search");
      await hand.click("[role=option]:has-text('Blue')");
    },
    holds: ["Green", "Blue"],
  },
  {
    name: "Mantine form",
    file: "mantine.tsx",
    act: async (hand) => {
      await hand.click("#email");
      await hand.type("ada@example.org");
      await hand.click("#count", { x: 0.3 });
      await hand.keys("Control+a");
      await hand.type("12");
      await hand.click("#agree");
      await hand.click("#colour");
      await hand.click("[role=option]:has-text('Green')");
      await hand.click("#send");
    },
    holds: { email: "ada@example.org", count: 12, agree: true, colour: "Green" },
  },
  {
    name: "flatpickr",
    file: "flatpickr.ts",
    act: async (hand) => {
      await hand.click("#date");
      await hand.click(".flatpickr-next-month");
      await hand.click(".flatpickr-day[aria-label='June 17, 2026']"); // the day of that month, once it shows
    },
    holds: "2026-06-17",
  },
  {
    name: "sortable list by drag and drop",
    file: "sortable.ts",
    act: (hand) => hand.drag("#one", "#three", { y: 0.8 }),
    holds: "two,three,one",
  },
  {
    name: "sortable list by pointer",
    file: "sortable-pointer.ts",
    act: (hand) => hand.drag("#one", "#three", { y: 0.8 }),
    holds: "two,three,one",
  },
];
