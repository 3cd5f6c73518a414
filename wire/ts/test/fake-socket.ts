import type { LinkSocket } from "../src/index.ts";

/** A socket whose other end is the test. */
export class FakeSocket implements LinkSocket {
  binaryType = "blob";
  readyState = 0;
  bufferedAmount = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  sent: (string | Uint8Array)[] = [];
  closedWith: { code: number | undefined; reason: string | undefined } | undefined;
  url: string;
  protocol: string;

  constructor(url: string, protocol: string) {
    this.url = url;
    this.protocol = protocol;
  }

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(code?: number, reason?: string): void {
    this.readyState = 3;
    this.closedWith = { code, reason };
  }

  /** The server takes the connection. */
  accept(): void {
    this.readyState = 1;
    this.onopen?.(new Event("open"));
  }

  /** The server sends something. */
  receive(data: object | string | Uint8Array): void {
    const raw = typeof data === "object" && !(data instanceof Uint8Array) ? JSON.stringify(data) : data;
    const sent = typeof raw === "string" ? raw : raw.slice().buffer;
    this.onmessage?.({ data: sent } as MessageEvent);
  }

  /** The server, or the network, closes. */
  break(code = 1006, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason } as CloseEvent);
  }

  /** The control messages that were sent. */
  said(): { kind: string; [field: string]: unknown }[] {
    return this.sent.filter((s): s is string => typeof s === "string").map((s) => JSON.parse(s));
  }
}
