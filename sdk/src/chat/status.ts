import type { Problem } from "@samepage/wire";
import type { Texts } from "../texts/types.ts";
import type { ChatModel, LineState } from "./chat-model.ts";

/** The line under the title: what the chat is waiting for, or how it ended. */
export function subtitle(chat: ChatModel, texts: Texts): string {
  switch (chat.phase) {
    case "queued":
      return chat.busy ? texts.waitingLong : texts.waiting;
    case "ended":
      return endedText(chat, texts);
    default:
      return "";
  }
}

/** The line about the connection; empty while there is nothing to say. */
export function lineText(line: LineState, texts: Texts): string {
  if (typeof line === "object") return english(line.refused, texts) || texts.refused;
  switch (line) {
    case "connecting":
      return texts.connecting;
    case "slow":
      return texts.connectingLong;
    case "lost":
      return texts.connectionLost;
    case "blocked":
      return texts.connectionBlocked;
    case "open":
      return "";
  }
}

/** A refusal in the customer's language; what it has no sentence for is a general one. */
export function problemText({ code, message }: Pick<Problem, "code" | "message">, texts: Texts): string {
  const { problems } = texts;
  if (code in problems) return problems[code as keyof typeof problems];
  return english(message, texts) || problems.other;
}

/** A sentence of the server, for who reads English; nothing for others. */
function english(sentence: string, texts: Texts): string {
  return texts.language === "en" ? sentence : "";
}

function endedText(chat: ChatModel, texts: Texts): string {
  const { chatEndedBy, chatEnded } = texts;
  switch (chat.state?.ended_by) {
    case "customer":
      return chatEndedBy.customer;
    case "agent":
      return chatEndedBy.agent(chat.state.agent?.name ?? "");
    case "system":
      return chatEndedBy.system;
    default:
      return chatEnded;
  }
}
