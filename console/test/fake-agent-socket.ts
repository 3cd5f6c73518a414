// The server's side of a console's socket: what each kind of message does to the fake world.
import type { ChatMessageBody } from "@samepage/wire";
import { engagement, SESSION_HANDLERS } from "./fake-session-handlers.ts";
import { type FakeWorld, ME, type Said } from "./fake-world.ts";
import { type Handler, problem, type Reply, text } from "./handler.ts";

const HANDLERS: Record<string, Handler> = {
  "agent.hello": (world, _, reply) => reply(world.welcome()),
  ping: (_, body, reply) => reply({ ...body, kind: "pong" }),
  "agent.presence": (world, body) => {
    world.available = body["available"] === true;
  },
  "chat.accept": accept,
  "chat.send": store,
  "chat.after": (world, body, reply) => {
    const after = Number(body["number"]);
    for (const line of world.lines.get(text(body, "chat")) ?? []) if (line.number > after) reply({ ...line });
  },
  "chat.read": (world, body) => world.change(text(body, "chat"), { agent_read: Number(body["number"]) }),
  "chat.end": endChat,
  "chat.transfer": transfer,
  "session.invite": invite,
  ...SESSION_HANDLERS,
};

/** Handles one message of a console. */
export function handle(world: FakeWorld, body: Said, reply: Reply): void {
  world.received.push(body);
  HANDLERS[body.kind]?.(world, body, reply);
}

function accept(world: FakeWorld, body: Said, reply: Reply): void {
  const chat = text(body, "chat");
  if (world.queue.some((entry) => entry.chat === chat)) return world.accept(chat);
  reply(problem(body, "conflict", "Jonas Weber has already taken this chat.", chat));
}

// A repeated id is acknowledged, not stored again.
function store(world: FakeWorld, body: Said, reply: Reply): void {
  const chat = text(body, "chat");
  const known = world.lines.get(chat)?.find((line: ChatMessageBody) => line.id === body["id"]);
  const line = known ?? world.line(chat, "agent", text(body, "text"), { id: text(body, "id") });
  reply({ kind: "chat.ack", chat, id: line.id, number: line.number });
}

function endChat(world: FakeWorld, body: Said): void {
  const chat = text(body, "chat");
  const session = [...world.sessions.values()].find((one) => one.chat === chat && one.status !== "ended");
  if (session) world.end(session, "chat_ended", "agent");
  world.line(chat, "system", `${ME.name} ended the chat`, { event: "ended" });
  world.change(chat, { status: "ended", ended_by: "agent" });
}

function transfer(world: FakeWorld, body: Said): void {
  const agent = { agent: text(body, "to"), name: "Jonas Weber" };
  world.change(text(body, "chat"), body["to"] ? { agent } : { status: "queued" });
}

function invite(world: FakeWorld, body: Said, reply: Reply): void {
  const open = engagement(world);
  if (!open) world.invite(text(body, "chat"));
  else reply(problem(body, "engaged", "You are in another co-browse session.", open.session));
}
