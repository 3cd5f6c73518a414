// The real program with the demo shop, on free ports and a folder of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

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

const BINARY = resolve(import.meta.dirname, "../../bin/samepage");

export class Samepage {
  readonly data: string;
  private process: ChildProcess | undefined;
  private said: Announcement | undefined;
  private readonly log: string[] = [];
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
    const args = [
      "demo",
      "--json",
      `--data=${this.data}`,
      `--listen=localhost:${port(this.said?.console_url)}`,
      `--shop-listen=localhost:${port(this.said?.shop_url)}`,
      `--club-listen=localhost:${port(this.said?.club_url)}`,
      ...this.more,
    ];
    const child = spawn(BINARY, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.process = child;
    child.stderr.on("data", (chunk: Buffer) => this.log.push(chunk.toString()));
    const lines = createInterface({ input: child.stdout });
    this.said = await new Promise<Announcement>((ok, bad) => {
      lines.once("line", (line) => ok(JSON.parse(line) as Announcement));
      child.once("exit", (code) => bad(new Error(`samepage ended with ${code}:\n${this.log.join("")}`)));
    });
    return this;
  }

  /** Ends the program as its operator would, or at once with SIGKILL. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((ok) => child.once("exit", ok));
    child.kill(signal);
    await ended;
  }

  /** Stops and forgets everything. */
  async destroy(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** What the program wrote to its log. */
  get logged(): string {
    return this.log.join("");
  }
}
