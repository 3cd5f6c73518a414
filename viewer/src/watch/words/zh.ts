// Machine-made; not yet signed by a person who speaks the language.
import type { WatchWords } from "./types.ts";

export const zh: WatchWords = {
  language: "zh",
  title: "客服看到的内容",
  alone: "现在没有人在看此页面。",
  connecting: "正在连接…",
  waiting: "正在等待画面…",
  lost: "连接已断开。请从您共享的页面重新打开此视图。",
  ended: "会话已结束。没有人再看到您的页面。",
  invalid: "此地址已失效。请从您共享的页面重新打开此视图。",
  sees: (names) => `这是${names}能看到的您的页面内容。带斜线的区域是隐藏的。`,
};
