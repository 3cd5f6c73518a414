import type { WatchWords } from "./types.ts";

export const en: WatchWords = {
  language: "en",
  title: "What the agent sees",
  alone: "Nobody is looking at this page now.",
  connecting: "Connecting…",
  waiting: "Waiting for the picture…",
  lost: "The connection is gone. Open the view again from the page that you share.",
  ended: "The session is over. Nobody sees your page any more.",
  invalid: "This address is no longer good. Open the view again from the page that you share.",
  sees: (names) => `This is what ${names} can see of your page. Hatched areas are hidden.`,
};
