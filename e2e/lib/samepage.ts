// The real program with the demo shop, on free ports and a folder of its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Program } from "./program.ts";

export interface SignIn {
  email: string;
  password: string;
  name: string;
}

/** What `samepage demo --json` prints. */
export interface Announcement {
  console_url: string;
  viewer_origin: string;
  shop_url: string;
  club_url: string;
  site_key: string;
  agents: SignIn[];
  supervisor: SignIn;
  admin: SignIn;
}

export class Samepage {
  readonly data: string;
  private program: Program | undefined;
  private said: Announcement | undefined;
  private readonly more: string[];

  constructor(options: { data?: string; flags?: string[] } = {}) {
    this.data = options.data ?? mkdtempSync(join(tmpdir(), "samepage-e2e-"));
    this.more = options.flags ?? [];
  }

  /** Addresses and sign-ins of the running program. */
  get at(): Announcement {
    if (!this.said) throw new Error("the program has not been started");
    return this.said;
  }

  /** The first agent: most stories need no other. */
  get agent(): SignIn {
    const agent = this.at.agents[0];
    if (!agent) throw new Error("the demo has no agent");
    return agent;
  }

  /** Starts the program; on a second call the same ports are taken again. */
  async start(): Promise<this> {
    const port = (url: string | undefined) => (url ? new URL(url).port : "0");
    this.program = await Program.start([
      "demo",
      "--json",
      `--data=${this.data}`,
      `--listen=localhost:${port(this.said?.console_url)}`,
      `--shop-listen=localhost:${port(this.said?.shop_url)}`,
      `--club-listen=localhost:${port(this.said?.club_url)}`,
      ...this.more,
    ]);
    this.said = JSON.parse(this.program.said) as Announcement;
    return this;
  }

  /** Ends the program as its operator would, or at once with SIGKILL. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    await this.program?.stop(signal);
    this.program = undefined;
  }

  /** Stops and forgets everything. */
  async destroy(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}
