export { ChatPanel, type ChatPanelOptions } from "./panel.ts";
