import { GrantControl, type Kind, type Pointing, type SessionStateBody } from "@samepage/wire";
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
  /** What the agent did before this part was there, in order. */
  held: readonly HeldInput[];
}

/** An input as it came; what acts knows its kind. */
export interface HeldInput {
  kind: Kind;
  ref: number;
  from?: Pointing;
}

/** What an agent does while the part that acts is on its way. */
export interface Holding {
  /** In the order in which they came. */
  held: readonly HeldInput[];
  /** That part does not come: all of it is refused, and what is still to come. */
  fail(): void;
  stop(): void;
}

export type StartControl = (options: ControlOptions) => { stop(): void };

interface SteeringOptions extends Omit<ControlOptions, "stage" | "mirroring" | "held"> {
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
    const { loadControl, connection } = this.#options;
    const stage = await this.#options.stage();
    if (this.#mirroring !== mirroring) return;
    const holding = stage.hold(connection);
    this.#control = holding;
    try {
      const start = await loadControl();
      if (this.#control !== holding) return;
      holding.stop();
      this.#control = start({ ...this.#options, mirroring, stage, held: holding.held });
    } catch (error) {
      holding.fail();
      throw error;
    }
  }
}
