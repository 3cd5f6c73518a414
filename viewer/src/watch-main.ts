// The window in which the customer sees what the agents see (C11). Its ticket comes in the address's fragment, which
// no server hears of, and is gone from it before anything else happens.
import { Watch } from "./watch/watch.ts";
import { directionOf, watchWordsOf } from "./watch/words/index.ts";

function start(): void {
  const ticket = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  const root = document.getElementById("stage");
  const said = document.getElementById("said");
  if (!root || !said) throw new Error("the page has no stage");
  const words = watchWordsOf(navigator.languages);
  document.documentElement.lang = words.language;
  document.documentElement.dir = directionOf(words);
  document.title = words.title;
  document.documentElement.dataset["dark"] = String(matchMedia("(prefers-color-scheme: dark)").matches);
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const watch = new Watch({ root, said, words, ticket, socketUrl: `${scheme}//${location.host}/ws/agent` });
  void watch.start();
}

start();
