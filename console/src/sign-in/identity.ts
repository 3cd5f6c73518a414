// Who is signed in at this browser.
import { type Api, ApiError, type Me } from "../lib/api.ts";
import { Store } from "../lib/store.ts";

export type Identity =
  | { phase: "asking" }
  /** `expired` tells the agent why the console has gone away. */
  | { phase: "out"; expired: boolean }
  | { phase: "in"; me: Me }
  | { phase: "unreachable"; message: string };

export class IdentityStore extends Store<Identity> {
  readonly #api: () => Api;

  constructor(api: () => Api) {
    super({ phase: "asking" });
    this.#api = api;
  }

  /** Asks the server who we are, as after a reload. */
  async ask(): Promise<void> {
    this.set({ phase: "asking" });
    try {
      this.set({ phase: "in", me: await this.#api().me() });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.set({ phase: "out", expired: false });
      else
        this.set({ phase: "unreachable", message: error instanceof Error ? error.message : String(error) });
    }
  }

  async signIn(email: string, password: string): Promise<void> {
    this.set({ phase: "in", me: await this.#api().signIn(email, password) });
  }

  async signOut(): Promise<void> {
    await this.#api().signOut();
    this.set({ phase: "out", expired: false });
  }

  /** The server no longer knows the sign-in. */
  expire(): void {
    if (this.get().phase === "in") this.set({ phase: "out", expired: true });
  }
}
