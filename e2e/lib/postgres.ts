// A private PostgreSQL for stories with several nodes.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

const VERSIONS = "/usr/lib/postgresql";

/** The newest installed server's programs. */
function binaries(): string {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(a) - Number(b)) : [];
  const newest = versions.at(-1);
  if (!newest) throw new Error("PostgreSQL is not installed: run tools/install-test-deps.sh");
  return join(VERSIONS, newest, "bin");
}

/** PostgreSQL refuses to run as root: there it runs as its own user. */
function identity(): { uid: number; gid: number } {
  const me = userInfo();
  if (me.uid !== 0) return { uid: me.uid, gid: me.gid };
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"]).toString());
  return { uid: id("-u"), gid: id("-g") };
}

export class Postgres {
  readonly dsn: string;
  private readonly child: ChildProcess;
  private readonly folder: string;

  private constructor(child: ChildProcess, folder: string, port: number) {
    this.child = child;
    this.folder = folder;
    this.dsn = `postgres://samepage@127.0.0.1:${port}/postgres?sslmode=disable`;
  }

  static async start(): Promise<Postgres> {
    const bin = binaries();
    const folder = mkdtempSync(join(tmpdir(), "samepage-pg-"));
    chmodSync(folder, 0o777);
    const data = join(folder, "data");
    const port = await freePort();
    const who = identity();
    const init = ["-D", data, "-U", "samepage", "-A", "trust", "--no-sync"];
    execFileSync(join(bin, "initdb"), init, { stdio: "ignore", cwd: folder, ...who });
    const options = ["-D", data, "-p", String(port), "-k", "", "-h", "127.0.0.1", "-c", "fsync=off"];
    const child = spawn(join(bin, "postgres"), options, {
      stdio: ["ignore", "ignore", "pipe"],
      cwd: folder,
      ...who,
    });
    await new Promise<void>((ok, bad) => {
      child.stderr.on("data", (chunk: Buffer) => {
        if (chunk.toString().includes("ready to accept connections")) ok();
      });
      child.once("exit", (code) => bad(new Error(`PostgreSQL ended with ${code}`)));
    });
    return new Postgres(child, folder, port);
  }

  async stop(): Promise<void> {
    const ended = new Promise((ok) => this.child.once("exit", ok));
    this.child.kill("SIGINT"); // fast shutdown: sessions are cut, files are left whole
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
