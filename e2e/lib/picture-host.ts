// A host of pictures of another origin, as companies have theirs.
import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PNG } from "pngjs";

/** A picture of noise, which nothing makes smaller: four bytes a pixel. */
export function noise(width: number, height: number): Buffer {
  return PNG.sync.write(Object.assign(new PNG({ width, height }), { data: randomBytes(4 * width * height) }));
}

/** What a host says of a picture that is the same for all. */
export const FOR_ALL = { "access-control-allow-origin": "*", "cache-control": "public, max-age=600" };

/** Shows everybody one picture, under any path. */
export class PictureHost {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(picture: Buffer): Promise<PictureHost> {
    const server = createServer((_, response) =>
      response.writeHead(200, { "content-type": "image/png", ...FOR_ALL }).end(picture),
    );
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new PictureHost(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
