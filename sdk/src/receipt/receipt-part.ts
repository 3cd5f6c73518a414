import type { SessionReceiptBody } from "@samepage/wire";
import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import type { Shell } from "../ui/shell.ts";
import { TopDialog } from "../ui/top-dialog.ts";
import { receiptArticle } from "./article.ts";
import { receiptCss } from "./receipt-css.ts";

/** The button that opens the receipt. */
export function receiptPart(shell: Shell, texts: Texts, receipt: SessionReceiptBody): HTMLElement {
  shell.style(receiptCss);
  const open = () => openReceipt(shell, texts, receipt);
  return h("div", { class: "after" }, h("button", { text: texts.receiptTitle, on: { click: open } }));
}

/** Shows the receipt, to be read, printed and copied (C14). */
function openReceipt(shell: Shell, texts: Texts, receipt: SessionReceiptBody): void {
  const article = receiptArticle(receipt, texts);
  const status = h("span", { class: "quiet", role: "status" });
  const copy = () =>
    navigator.clipboard.writeText(`${texts.receiptTitle}\n\n${linesOf(article)}`).then(() => {
      status.textContent = texts.copied;
    }, reportError);
  const dialog = new TopDialog({
    shell,
    class: "receipt",
    title: texts.receiptTitle,
    parts: [
      h("div", { id: "says" }, article),
      h(
        "div",
        { class: "answers" },
        status,
        h("button", { text: texts.copy, on: { click: copy } }),
        h("button", { text: texts.print, on: { click: () => print(article, texts) } }),
        h("button", { class: "main", text: texts.close, on: { click: () => dialog.close() } }),
      ),
    ],
    cancel: () => dialog.close(),
  });
}

/** The text of the receipt, line by line. */
function linesOf(article: HTMLElement): string {
  return [...article.querySelectorAll("p, h3, li")].map((el) => el.textContent ?? "").join("\n");
}

/** Prints the receipt and nothing of the page: in a window of its own, which needs no style of ours. */
function print(article: HTMLElement, texts: Texts): void {
  const page = document.implementation.createHTMLDocument(texts.receiptTitle);
  page.documentElement.lang = texts.language;
  page.documentElement.dir = texts.direction;
  const title = page.createElement("h1");
  title.textContent = texts.receiptTitle;
  page.body.append(title, page.importNode(article, true));
  const html = `<!doctype html><meta charset="utf-8">${page.documentElement.outerHTML}`;
  const address = URL.createObjectURL(new Blob([html], { type: "text/html;charset=utf-8" }));
  const opened = window.open(address);
  opened?.addEventListener("load", () => {
    URL.revokeObjectURL(address);
    opened.print();
  });
}
