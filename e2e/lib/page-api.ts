// What stories call and keep in the customer's page.
import type { SamepageApi } from "../../sdk/src/api.ts";

declare global {
  interface Window {
    Samepage: SamepageApi;
    /** What a story has heard in the page. */
    heard: string[];
  }
}
