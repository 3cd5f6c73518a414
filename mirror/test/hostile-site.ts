/// <reference types="node" />
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { script } from "./browser.ts";

/** As the product serves the replica's frame (DESIGN §7). */
const REPLICA_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src blob: data:; font-src blob: data:; " +
  "media-src blob: data:; base-uri 'none'; form-action 'none'; sandbox allow-same-origin";

/** Serves the viewer's page, the replica's frame, and counts everything else that is asked for. */
export class HostileSite {
  readonly asked: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<HostileSite> {
    const agent = await script("./hostile-agent.ts");
    const server = createServer((request, response) => {
      const path = request.url ?? "";
      const html = { "content-type": "text/html" };
      if (path === "/agent")
        response.writeHead(200, html).end("<!doctype html><body><script src=/agent.js></script>");
      else if (path === "/agent.js")
        response.writeHead(200, { "content-type": "text/javascript" }).end(agent);
      else if (path === "/replica") {
        response
          .writeHead(200, { ...html, "content-security-policy": REPLICA_POLICY })
          .end("<!doctype html>");
      } else {
        if (path.startsWith("/ask")) site.asked.push(path);
        response.writeHead(404).end();
      }
    });
    const site = new HostileSite(server);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return site;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Where a vector sends its request. */
  get ask(): string {
    return `${this.origin}/ask`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
