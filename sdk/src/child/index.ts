export { createChild } from "./child.ts";
