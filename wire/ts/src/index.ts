export * from "./generated.ts";
export type * from "./viewer-port.ts";
