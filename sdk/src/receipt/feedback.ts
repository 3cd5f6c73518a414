import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import type { Shell } from "../ui/shell.ts";
import { receiptCss } from "./receipt-css.ts";

/** The most stars that there are. */
const STARS = 5;

/** Longest feedback, in characters. */
const MAX_TEXT = 2_000;

export interface FeedbackOptions {
  shell: Shell;
  texts: Texts;
  /** The site's own page for feedback; where there is none, stars and a few words are asked here. */
  address: string | undefined;
  /** Sends it; false where there is no connection. */
  rate: (stars: number, text: string) => boolean;
}

/** How the customer says how it was (C5): nobody has to. */
export function feedbackPart({ shell, texts, address, rate }: FeedbackOptions): HTMLElement {
  shell.style(receiptCss);
  return address && /^https?:\/\//.test(address) ? linkTo(address, texts) : ratingForm(texts, rate);
}

function linkTo(address: string, texts: Texts): HTMLElement {
  const link = { href: address, target: "_blank", rel: "noopener", text: texts.feedbackLink };
  return h("div", { class: "after" }, h("a", link));
}

function ratingForm(texts: Texts, rate: FeedbackOptions["rate"]): HTMLElement {
  const text = h("textarea", { rows: "2", maxlength: String(MAX_TEXT) });
  const status = h("p", { class: "quiet", role: "status" });
  const more = h(
    "div",
    { class: "rate-more", hidden: true },
    h("label", {}, texts.rateText, text),
    h("button", { class: "main", type: "submit", text: texts.rateSend }),
  );
  let stars = 0;
  const choose = (count: number) => {
    stars = count;
    more.hidden = false;
  };
  const choices = Array.from({ length: STARS }, (_, i) => star(i + 1, texts, choose));
  const row = h(
    "fieldset",
    {},
    h("legend", { text: texts.rateTitle }),
    h("div", { class: "stars" }, ...choices),
  );
  const send = (event: Event) => {
    event.preventDefault();
    const sent = rate(stars, text.value.trim());
    status.textContent = sent ? texts.rateThanks : texts.rateFailed;
    if (!sent) return;
    row.remove();
    more.remove();
  };
  return h(
    "form",
    { class: "after rate", on: { submit: send, keydown: (e) => e.stopPropagation() } },
    row,
    more,
    status,
  );
}

function star(count: number, texts: Texts, choose: (count: number) => void): HTMLElement {
  const label = texts.rateStars(count);
  const choice = { type: "radio", name: "stars", value: String(count), "aria-label": label };
  return h(
    "label",
    { title: label },
    h("input", { ...choice, on: { change: () => choose(count) } }),
    h("i", { "aria-hidden": "true" }),
  );
}
