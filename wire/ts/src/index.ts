export * from "./generated.ts";
export * from "./viewer-port.ts";
