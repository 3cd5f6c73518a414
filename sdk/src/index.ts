export type {
  CodeOptions,
  ConsentQuestion,
  Environment,
  Hooks,
  InitOptions,
  SamepageApi,
  SamepageEvents,
  SessionCode,
  SessionInfo,
} from "./api.ts";
export { type LoadOptions, load } from "./load.ts";
