import type { Page } from "@playwright/test";
import type { FakeServer } from "../fake-server.ts";

/** A screen or state of the console, brought about the way it comes about in life. */
export interface SceneCase {
  name: string;
  /** What the server holds before the console opens. */
  before?: (server: FakeServer) => void;
  /** Path to open. */
  path?: string;
  /** What happens then; the last thing awaited is the state that the scene is about. */
  act: (page: Page, server: FakeServer) => Promise<void>;
}
