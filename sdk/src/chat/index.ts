export { ChatModel } from "./chat-model.ts";
export { ChatPanel, type ChatPanelOptions } from "./panel.ts";
