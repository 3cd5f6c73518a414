// Machine-made; not yet signed by a person who speaks the language.
import type { WatchWords } from "./types.ts";

export const ja: WatchWords = {
  language: "ja",
  title: "担当者に見えている画面",
  alone: "現在、このページを見ている人はいません。",
  connecting: "接続しています…",
  waiting: "画面を待っています…",
  lost: "接続が切れました。共有しているページからもう一度開いてください。",
  ended: "セッションは終了しました。あなたのページは誰にも見えていません。",
  invalid: "このアドレスはもう使えません。共有しているページからもう一度開いてください。",
  sees: (names) => `${names}に見えているあなたのページです。斜線の部分は隠されています。`,
};
