export { ChatModel, type ChatPhase, type LineState } from "./chat-model.ts";
export { Cobrowse } from "./cobrowse.ts";
export { Connection } from "./connection.ts";
