export { Cobrowse } from "./cobrowse.ts";
export { Connection } from "./connection.ts";
