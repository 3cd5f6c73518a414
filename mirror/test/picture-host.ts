/// <reference types="node" />
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** How a host answers for a path. */
export interface Answer {
  readonly body: string | Uint8Array;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A host of a page or of pictures, with a cache and cookies as browsers have them for real ones. */
export class PictureHost {
  /** Paths asked for, with a `+` where the request carried the sign-in. */
  readonly asked: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @param answer what a path gives, to somebody with or without the sign-in; undefined for nothing */
  static async open(answer: (path: string, isSignedIn: boolean) => Answer | undefined): Promise<PictureHost> {
    const server = createServer((request, response) => {
      const path = request.url ?? "";
      const isSignedIn = signedIn(request);
      host.asked.push(`${path}${isSignedIn ? "+" : ""}`);
      const found = answer(path, isSignedIn);
      if (!found) return response.writeHead(404).end();
      response
        .writeHead(200, { "content-type": found.type ?? "image/png", ...found.headers })
        .end(found.body);
    });
    const host = new PictureHost(server);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return host;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Ports share cookies, so a host of pictures gets those of the page. */
export const SIGN_IN = { name: "signed", value: "in" };

const signedIn = (request: IncomingMessage): boolean =>
  request.headers.cookie?.includes(`${SIGN_IN.name}=${SIGN_IN.value}`) === true;
