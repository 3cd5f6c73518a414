export { Travel } from "./travel.ts";
