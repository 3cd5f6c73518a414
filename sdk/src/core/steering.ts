import { GrantControl, type SessionStateBody } from "@samepage/wire";
import type { Connection } from "./connection.ts";
import type { Mirroring } from "./mirroring.ts";
import type { Stage } from "./stage.ts";

/** What Full Control needs of the session. */
export interface ControlOptions {
  window: Window;
  connection: Pick<Connection, "on" | "send">;
  stage: Stage;
  /** The picture of the page that agents see: what they act on. */
  mirroring: Mirroring;
  /** The session as the server last told it. */
  session(): SessionStateBody | undefined;
  exclude(el: Element): boolean;
  /** The site's origins, as patterns. */
  origins: readonly string[];
}

export type StartControl = (options: ControlOptions) => { stop(): void };

interface SteeringOptions extends Omit<ControlOptions, "stage" | "mirroring"> {
  stage(): Promise<Stage>;
  loadControl(): Promise<StartControl>;
}

/** Loads what acts in the page when an agent has Full Control and sees it, and ends it with either. */
export class Steering {
  #options: SteeringOptions;
  #mirroring: Mirroring | undefined;
  #control: { stop(): void } | undefined;

  constructor(options: SteeringOptions) {
    this.#options = options;
  }

  /** The session, or the picture that agents see, is another one now. */
  settle(session: SessionStateBody | undefined, mirroring: Mirroring | undefined): void {
    const isLive = session?.status === "live";
    const isControlled = isLive && session.people.some((p) => p.grants.includes(GrantControl));
    const wanted = isControlled ? mirroring : undefined;
    if (wanted === this.#mirroring) return;
    this.#control?.stop();
    this.#control = undefined;
    this.#mirroring = wanted;
    if (wanted) this.#begin(wanted).catch(reportError);
  }

  async #begin(mirroring: Mirroring): Promise<void> {
    const [start, stage] = await Promise.all([this.#options.loadControl(), this.#options.stage()]);
    if (this.#mirroring === mirroring) this.#control = start({ ...this.#options, mirroring, stage });
  }
}
