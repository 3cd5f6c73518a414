export { startControl } from "./control.ts";
