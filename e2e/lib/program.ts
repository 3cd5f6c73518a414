// One running samepage process.
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const BINARY = resolve(import.meta.dirname, "../../bin/samepage");

export class Program {
  /** The first line that it printed: what it serves, and where. */
  readonly said: string;
  private readonly child: ChildProcess;
  private readonly log: string[];

  private constructor(child: ChildProcess, said: string, log: string[]) {
    this.child = child;
    this.said = said;
    this.log = log;
  }

  /** Resolves when the program has said what it serves. */
  static async start(args: string[]): Promise<Program> {
    const log: string[] = [];
    const child = spawn(BINARY, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.stderr.on("data", (chunk: Buffer) => log.push(chunk.toString()));
    const lines = createInterface({ input: child.stdout });
    const said = await new Promise<string>((ok, bad) => {
      lines.once("line", ok);
      child.once("exit", (code) => bad(new Error(`samepage ended with ${code}:\n${log.join("")}`)));
    });
    return new Program(child, said, log);
  }

  /** What the program wrote to its log. */
  get logged(): string {
    return this.log.join("");
  }

  /** Ends it as its operator would, or at once with SIGKILL. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((ok) => this.child.once("exit", ok));
    this.child.kill(signal);
    await ended;
  }
}
