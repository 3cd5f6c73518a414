export { CodeFlow } from "./flow.ts";
