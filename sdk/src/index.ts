export type { InitOptions, SamepageApi, SamepageEvents } from "./api.ts";
