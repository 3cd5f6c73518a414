import type { Texts } from "../texts/types.ts";
import type { ChatModel, LineState } from "./chat-model.ts";

/** The line under the title: what the chat is waiting for, or how it ended. */
export function subtitle(chat: ChatModel, texts: Texts): string {
  switch (chat.phase) {
    case "queued":
      return texts.waiting;
    case "ended":
      return endedText(chat, texts);
    default:
      return "";
  }
}

/** The line about the connection; empty while there is nothing to say. */
export function lineText(line: LineState, texts: Texts): string {
  if (typeof line === "object") return line.refused || texts.refused;
  switch (line) {
    case "connecting":
      return texts.connecting;
    case "lost":
      return texts.connectionLost;
    case "blocked":
      return texts.connectionBlocked;
    case "open":
      return "";
  }
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
