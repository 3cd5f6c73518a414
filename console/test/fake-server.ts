// The fake server: REST, the console's socket and the viewer's origin, on free ports.
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type WebSocket, WebSocketServer } from "ws";
import type { SessionRow } from "../src/lib/api.ts";
import { handle } from "./fake-agent-socket.ts";
import { reportRows, timelineOf } from "./fake-reports.ts";
import { FakeWorld, JONAS, ME, type Said } from "./fake-world.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Signs in with these. */
export const SIGN_IN = { email: "mia@shop.example", password: "correct horse" };

const SITES = ["site_shop"];
const COLLEAGUES = [
  { id: ME.agent, name: ME.name, available: true, online: true, sites: SITES },
  { id: JONAS.agent, name: JONAS.name, available: true, online: true, sites: SITES },
  { id: "agt_sofia", name: "Sofia Marino", available: false, online: true, sites: SITES },
  { id: "agt_lars", name: "Lars Holm", available: false, online: false, sites: SITES },
];

const CANNED = [
  { title: "Greeting", text: "Hello, I am Mia. How can I help you?" },
  { title: "One moment", text: "One moment please, I am looking that up for you." },
  {
    title: "Share the page",
    text: "May I look at the page together with you? You will get a question first.",
  },
];

export class FakeServer {
  readonly world = new FakeWorld();
  readonly sockets = new Set<WebSocket>();
  /** While true, sockets are refused as by a server that restarts. */
  down = false;
  /** While set, GET /reports/… answers with this status. */
  reportStatus = 200;
  rows: SessionRow[] = reportRows(64);
  /** Roles of the signed-in agent. */
  roles = ["agent", "supervisor"];
  signedIn = true;
  url = "";
  viewerOrigin = "";
  readonly #dist: string;
  readonly #servers: Server[] = [];

  private constructor(dist: string) {
    this.#dist = dist;
    this.world.send = (body) => this.#broadcast(body);
  }

  /** Serves the built console in `dist`. */
  static async start(dist: string): Promise<FakeServer> {
    const server = new FakeServer(dist);
    const main = createServer((request, response) => void server.#answer(request, response));
    server.#upgrade(main);
    server.url = `http://localhost:${await server.#listen(main)}`;
    const viewer = createServer((_, response) => void server.#viewer(response));
    server.viewerOrigin = `http://127.0.0.1:${await server.#listen(viewer)}`;
    return server;
  }

  async stop(): Promise<void> {
    this.drop();
    await Promise.all(
      this.#servers.map((server) => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      }),
    );
  }

  /** Breaks every open socket without a word, as a lost network does. */
  drop(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  /** Closes every open socket with a code of wire/close.go. */
  close(code: number, reason: string): void {
    for (const socket of this.sockets) socket.close(code, reason);
  }

  #broadcast(body: Said): void {
    for (const socket of this.sockets) socket.send(JSON.stringify(body));
  }

  #listen(server: Server): Promise<number> {
    this.#servers.push(server);
    return new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
    });
  }

  #upgrade(server: Server): void {
    const sockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
      if (this.down) {
        socket.destroy();
        return;
      }
      sockets.handleUpgrade(request, socket, head, (ws) => this.#serve(ws));
    });
  }

  #serve(ws: WebSocket): void {
    const reply = (body: Said): void => ws.send(JSON.stringify(body));
    ws.on("message", (data) => {
      const body = JSON.parse(String(data)) as Said;
      handle(this.world, body, reply);
      if (body.kind === "agent.hello") this.sockets.add(ws);
    });
    ws.on("close", () => this.sockets.delete(ws));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    if (!url.pathname.startsWith("/api/v1")) return this.#file(url.pathname, response);
    const body = await bodyOf(request);
    const [status, answer] = this.#api(
      `${request.method} ${url.pathname.slice("/api/v1".length)}`,
      url,
      body,
    );
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  }

  #api(route: string, url: URL, body: Record<string, unknown>): [number, unknown] {
    if (route === "POST /auth/sign-in") return this.#signIn(body);
    if (!this.signedIn) return [401, { code: "unauthorised", message: "Please sign in.", next: "ask" }];
    if (route.startsWith("GET /reports/sessions")) return this.#reports(route, url);
    if (/^GET \/chats\/[^/]+\/messages$/.test(route)) {
      const lines = this.world.lines.get(url.pathname.split("/")[4] ?? "") ?? [];
      const after = Number(url.searchParams.get("after"));
      return [200, { messages: lines.filter((line) => line.number > after) }];
    }
    switch (route) {
      case "POST /auth/sign-out":
        this.signedIn = false;
        return [200, {}];
      case "GET /me":
        return [200, this.#me()];
      case "POST /tickets":
        return [200, { ticket: "tkt", viewer_url: `${this.viewerOrigin}/viewer/` }];
      case "GET /agents":
        return [200, COLLEAGUES];
      case "GET /sessions/running":
        return this.#running();
      case "GET /sites":
        return [200, [{ id: "site_shop", name: "shop.example", cobrowse: true }]];
      case "GET /chats":
        return [200, { chats: [...this.world.chats.values()].filter((chat) => chat.status === "ended") }];
      default:
        return [404, { code: "not_found", message: "There is no such thing.", next: "final" }];
    }
  }

  #signIn(body: Record<string, unknown>): [number, unknown] {
    if (body["email"] !== SIGN_IN.email || body["password"] !== SIGN_IN.password) {
      return [401, { code: "unauthorised", message: "E-mail and password do not match.", next: "ask" }];
    }
    this.signedIn = true;
    return [200, { me: this.#me() }];
  }

  #me(): unknown {
    return {
      agent: { id: ME.agent, name: ME.name, email: SIGN_IN.email, roles: this.roles },
      org: { id: "org_1", name: "Fjord & Fell" },
      viewer_origin: this.viewerOrigin,
      version: "0.1.0",
      canned: CANNED,
    };
  }

  #running(): [number, unknown] {
    if (this.reportStatus !== 200)
      return [this.reportStatus, { code: "forbidden", message: "No.", next: "final" }];
    const live = [...this.world.sessions.values()].filter((session) => session.status === "live");
    return [
      200,
      live.map(({ session, site, site_name, customer, live_at, mode, people }) => {
        const names = people.map(({ agent, name, role }) => ({ agent, name, role }));
        return { session, site, site_name, customer, live_at, mode, people: names };
      }),
    ];
  }

  #reports(route: string, url: URL): [number, unknown] {
    if (this.reportStatus !== 200) {
      const code = this.reportStatus === 403 ? "forbidden" : "internal";
      return [this.reportStatus, { code, message: "The report is not to be had.", next: "final" }];
    }
    const id = route.split("/")[3];
    if (id) {
      const row = this.rows.find((one) => one.session === id);
      return row ? [200, { row, timeline: timelineOf(row) }] : [404, { code: "not_found", message: "Gone." }];
    }
    const query = url.searchParams;
    const rows = this.rows.filter(
      (row) =>
        (!query.get("end_reason") || row.end_reason === query.get("end_reason")) &&
        (!query.get("from") || row.started_at >= String(query.get("from"))) &&
        (!query.get("to") || row.started_at < String(query.get("to"))),
    );
    const from = Number(query.get("cursor") ?? 0);
    const to = from + Number(query.get("limit"));
    return [
      200,
      { rows: rows.slice(from, to), next: to < rows.length ? String(to) : "", total: rows.length },
    ];
  }

  async #file(path: string, response: ServerResponse): Promise<void> {
    const name = extname(path) ? path : "/index.html";
    const policy = `default-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-src ${this.viewerOrigin}; object-src 'none'; base-uri 'none'; form-action 'self'`;
    try {
      const bytes = await readFile(join(this.#dist, name));
      response.writeHead(200, {
        "Content-Type": TYPES[extname(name)] ?? "application/octet-stream",
        "Content-Security-Policy": policy,
      });
      response.end(bytes);
    } catch {
      response.writeHead(404).end(); // a file that the build does not have
    }
  }

  async #viewer(response: ServerResponse): Promise<void> {
    const page = await readFile(join(import.meta.dirname, "fake-viewer.html"), "utf8");
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(page.replace("%CONSOLE%", this.url));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}
