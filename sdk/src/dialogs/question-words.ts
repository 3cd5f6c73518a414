import type { ConsentAskBody } from "@samepage/wire";
import type { AskClosed } from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";

/** What a question says: who, what they will see or do, what stays hidden, and how to take it back (C2). */
export interface QuestionWords {
  title: string;
  says: string[];
  closed: (reason: Exclude<AskClosed, "answered">) => string;
}

/** The words for a question; undefined for one that this page does not know, which is never accepted. */
export function wordsOf(question: ConsentAskBody, texts: Texts): QuestionWords | undefined {
  const { name } = question.agent;
  const pages = pagesOf(question, texts.language);
  switch (question.what) {
    case "instant":
      return {
        title: texts.askTitle(name),
        says: [texts.askWho(name, pages), `${texts.askHidden} ${texts.askStop}`],
        closed: (reason) => closedWords(texts.askClosed, reason, name),
      };
    case "control":
      return {
        title: texts.controlTitle(name),
        says: [texts.controlWho(name, pages), texts.controlHidden(name), texts.controlBack],
        closed: (reason) => closedWords(texts.controlClosed, reason, name),
      };
    default:
      return undefined;
  }
}

function closedWords(
  { withdrawn, expired, ended }: Texts["askClosed"],
  reason: Exclude<AskClosed, "answered">,
  name: string,
): string {
  return { withdrawn: withdrawn(name), expired: expired(name), ended }[reason];
}

/** Hosts of the pages that are meant, as a reader knows them. */
function pagesOf(question: ConsentAskBody, language: string): string {
  const hosts = (question.origins ?? []).map((origin) => origin.replace(/^https?:\/\//, ""));
  return new Intl.ListFormat(language).format(new Set(hosts)) || window.location.host;
}
