import type { ReceiptAction, ReceiptDecision, ReceiptPage, SessionReceiptBody } from "@samepage/wire";
import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";

/** The receipt as a document: who saw which pages and when, what was done, what was agreed. Never a text that was typed. */
export function receiptArticle(receipt: SessionReceiptBody, texts: Texts): HTMLElement {
  const { receiptAgents, receiptPages, receiptDone, receiptConsents, receiptNoPages, receiptNothing } = texts;
  const agents = (receipt.agents ?? []).map((name) => h("li", { text: name }));
  const pages = (receipt.pages ?? []).map((page) => pageLine(page, texts));
  const done = (receipt.done ?? []).map((action) => line(action.at, actionWords(action, texts), texts));
  const consents = (receipt.consents ?? []).map((one) => line(one.at, decisionWords(one, texts), texts));
  return h(
    "article",
    {},
    h("p", { text: [receipt.site_name, span(receipt, texts)].filter(Boolean).join(" · ") }),
    ...section(receiptAgents, agents, ""),
    ...section(receiptPages, pages, receiptNoPages),
    ...section(receiptDone, done, receiptNothing),
    ...section(receiptConsents, consents, ""),
    h("p", { class: "quiet", text: texts.receiptKept }),
  );
}

function section(title: string, items: HTMLElement[], none: string): HTMLElement[] {
  if (items.length === 0 && !none) return [];
  return [h("h3", { text: title }), items.length > 0 ? h("ul", {}, ...items) : h("p", { text: none })];
}

function pageLine(page: ReceiptPage, texts: Texts): HTMLElement {
  const item = line(page.at, page.title || page.url, texts);
  item.append(h("span", { class: "quiet address" }, h("bdi", { text: page.url })));
  return item;
}

function line(at: string, text: string, texts: Texts): HTMLElement {
  return h("li", {}, h("time", { datetime: at, text: timeOf(at, texts) }), ` ${text}`);
}

function actionWords({ action, agent, label, chars }: ReceiptAction, texts: Texts): string {
  const { receiptActions, receiptChars } = texts;
  const known = action in receiptActions ? receiptActions[action as keyof typeof receiptActions] : undefined;
  const words = known ? known(agent, `“${label}”`) : [agent, action, label].join(" · ");
  return chars > 0 ? `${words} (${receiptChars(chars)})` : words;
}

function decisionWords({ what, answer, agent, asker }: ReceiptDecision, texts: Texts): string {
  const { receiptWhat, receiptAnswers, receiptByPage } = texts;
  const parts = [
    agent,
    what in receiptWhat ? receiptWhat[what as keyof typeof receiptWhat] : what,
    answer in receiptAnswers ? receiptAnswers[answer as keyof typeof receiptAnswers] : answer,
    asker === "page" ? receiptByPage : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

/** When it was: day and time of the beginning, time of the end. */
function span({ live_at, ended_at }: SessionReceiptBody, texts: Texts): string {
  const from = live_at ? new Date(live_at) : undefined;
  if (!from || Number.isNaN(from.valueOf())) return "";
  const day = { dateStyle: "medium", timeStyle: "short" } as const;
  return texts.receiptFrom(
    from.toLocaleString(texts.language, day),
    ended_at ? timeOf(ended_at, texts) : "…",
  );
}

function timeOf(at: string, texts: Texts): string {
  const time = new Date(at);
  if (Number.isNaN(time.valueOf())) return "";
  return time.toLocaleTimeString(texts.language, { timeStyle: "short" });
}
