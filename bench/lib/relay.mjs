// The wire between the customer's page and the agent's: a WebSocket relay that passes messages
// on as they are and counts what the customer sent.
import zlib from "node:zlib";
import { WebSocketServer } from "ws";

/** Large enough for a snapshot of ten thousand rows as JSON, in bytes. */
const MAX_MESSAGE = 256 * 2 ** 20;
const PEER = { customer: "agent", agent: "customer" };

/** Opens the relay's endpoint on an HTTP server that already listens. */
export function openRelay(server) {
  const sessions = new Map();
  const sockets = new WebSocketServer({
    server,
    path: "/relay",
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE,
  });
  sockets.on("connection", (socket, request) => {
    const asked = new URL(request.url, "http://relay").searchParams;
    const session = sessions.get(asked.get("session"));
    const role = asked.get("role");
    if (!session || !(role in PEER)) return socket.close();
    session.join(role, socket);
  });
  const { port } = server.address();
  return {
    newSession() {
      const id = String(sessions.size + 1);
      const session = new Session(`ws://127.0.0.1:${port}/relay?session=${id}`);
      sessions.set(id, session);
      return session;
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** One pair of pages. What the customer sends is kept, under the label that was set last. */
class Session {
  #address;
  #ends = { customer: null, agent: null };
  #label = "snapshot";
  #sent = [];

  constructor(address) {
    this.#address = address;
    /** Time of the last message in either direction, in ms of the epoch. */
    this.lastActivity = Date.now();
  }

  url(role) {
    return `${this.#address}&role=${role}`;
  }

  /** Messages from the customer so far. */
  get messages() {
    return this.#sent.length;
  }

  /** Messages that come from now on are counted under `label`. */
  mark(label) {
    this.#label = label;
  }

  join(role, socket) {
    this.#ends[role] = socket;
    socket.on("message", (data, isBinary) => {
      this.lastActivity = Date.now();
      if (role === "customer") this.#sent.push({ label: this.#label, data });
      this.#ends[PEER[role]]?.send(data, { binary: isBinary });
    });
  }

  /**
   * Bytes of each label: as sent, and as one deflate stream of the whole session that is flushed
   * after every message, which is what a compressing socket would make of it. Messages that are
   * resources are in both sums and once more in that of their own.
   * @param isResource tells the engine's messages that hold a resource, such as the text of a sheet
   */
  async bytes(isResource = () => false) {
    const deflate = zlib.createDeflateRaw({ level: 6 });
    let out = 0;
    deflate.on("data", (chunk) => {
      out += chunk.length;
    });
    const totals = {};
    for (const { label, data } of this.#sent) {
      const before = out;
      deflate.write(data);
      await new Promise((done) => deflate.flush(zlib.constants.Z_SYNC_FLUSH, done));
      totals[label] ??= { messages: 0, raw: 0, deflated: 0, resources: 0 };
      totals[label].messages += 1;
      totals[label].raw += data.length;
      totals[label].deflated += out - before;
      if (isResource(data)) totals[label].resources += out - before;
    }
    deflate.destroy();
    return totals;
  }

  close() {
    for (const socket of Object.values(this.#ends)) socket?.terminate();
    this.#sent = [];
  }
}
