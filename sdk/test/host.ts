import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { CustomerHelloBody, CustomerWelcomeBody, Kind, SiteConfigBody } from "@samepage/wire";
import { type WebSocket, WebSocketServer } from "ws";

/** A control message as it came, before anything is known of its kind. */
export interface Said {
  kind: Kind;
  [field: string]: unknown;
}

/** One connection of a page, seen from the server. */
export class Peer {
  readonly said: Said[] = [];
  readonly frames: Uint8Array[] = [];
  closed: { code: number; reason: string } | undefined;
  #socket: WebSocket;
  #waiting: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: Buffer, binary) => {
      if (binary) this.frames.push(new Uint8Array(data));
      else this.#take(JSON.parse(data.toString("utf8")) as Said);
      this.#wake();
    });
    socket.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#wake();
    });
  }

  get hello(): CustomerHelloBody {
    return this.said.find((m) => m.kind === "customer.hello") as unknown as CustomerHelloBody;
  }

  say(body: object): void {
    this.#socket.send(JSON.stringify(body));
  }

  close(code: number, reason = ""): void {
    this.#socket.close(code, reason);
  }

  /** Breaks the connection without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  /** Waits for a message of a kind, the first of them or the one that `like` wants. */
  async heard(kind: Kind, like: (body: Said) => boolean = () => true): Promise<Said> {
    return this.until(() => this.said.find((m) => m.kind === kind && like(m)));
  }

  /** Waits until the look gives something. */
  async until<T>(look: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = look();
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #take(body: Said): void {
    this.said.push(body);
    if (body.kind === "ping") this.say({ ...body, kind: "pong" });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** What the server answers a hello with; undefined refuses. */
export type Welcoming = (hello: CustomerHelloBody) => Partial<CustomerWelcomeBody>;

/** The Samepage host of the tests: serves the built script and speaks as the test wants. */
export interface Host {
  /** Origin of the script. */
  base: string;
  /** What pages are told of the site before any connection. */
  site: Partial<SiteConfigBody>;
  peers: Peer[];
  welcoming: Welcoming;
  /** Waits for the n-th connection (from 0) to have said hello. */
  peer(n?: number): Promise<Peer>;
  close(): Promise<void>;
}

const TYPES = {
  ".js": "text/javascript",
  ".json": "application/json",
  ".html": "text/html; charset=utf-8",
} as const;

/** Serves the files of a build and its socket on a free port. */
export async function startHost(dist: string): Promise<Host> {
  const http = createServer((request, response) => {
    if (request.url === "/api/v1/sites/pk_test/page") {
      response.writeHead(200, { "content-type": TYPES[".json"], "access-control-allow-origin": "*" });
      response.end(JSON.stringify(host.site));
      return;
    }
    const path = join(dist, normalize(new URL(request.url ?? "/", "http://h").pathname));
    if (!path.startsWith(dist) || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(path) as keyof typeof TYPES] ?? "application/octet-stream",
      "access-control-allow-origin": "*",
    });
    createReadStream(path).pipe(response);
  });
  const sockets = new WebSocketServer({ server: http, path: "/ws/customer" });
  const waiting: (() => void)[] = [];
  const host: Host = {
    base: `http://localhost:${await listen(http)}`,
    site: {},
    peers: [],
    welcoming: () => ({}),
    async peer(n = 0) {
      for (;;) {
        const peer = host.peers[n];
        if (peer) {
          await peer.heard("customer.hello");
          return peer;
        }
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await closeServer(http);
    },
  };
  sockets.on("connection", (socket) => {
    const peer = new Peer(socket);
    host.peers.push(peer);
    peer.heard("customer.hello").then(() => peer.say({ ...WELCOME, ...host.welcoming(peer.hello) }));
    for (const resolve of waiting.splice(0)) resolve();
  });
  return host;
}

/** A company's site: every path is the same page, with the headers that the test wants. */
export async function startSite(
  page: (path: string) => { html: string; headers?: { [name: string]: string } },
) {
  const http = createServer((request, response) => {
    const { html, headers } = page(request.url ?? "/");
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(html);
  });
  return { origin: `http://localhost:${await listen(http)}`, close: () => closeServer(http) };
}

const WELCOME: CustomerWelcomeBody = {
  kind: "customer.welcome",
  conn: "con_1",
  visitor: "vis_1",
  tab: "tab_1",
  branding: { name: "Fernhill Outdoor", accent: "#1f6f4a", position: "bottom-right", language: "en" },
  cobrowse: true,
  agents_online: true,
  policy: { kind: "policy", version: 1, mask_all: false, rules: [] },
  server_time: "2026-01-01T00:00:00Z",
};

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return (server.address() as AddressInfo).port;
}

function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}
