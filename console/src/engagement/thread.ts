// One engagement as the console holds it: its state and the lines that have arrived.
import type { ChatMessageBody, ChatStateBody } from "@samepage/wire";

export interface Thread {
  state: ChatStateBody;
  /** Ordered by number, each number once. A hole may stand open while its lines are asked for. */
  messages: readonly ChatMessageBody[];
  /** Since when (server's milliseconds) the customer is typing. */
  typingSince?: number;
}

/** Nobody types this long without a sign of it: the word that they stopped was lost, milliseconds. */
const TYPING_LASTS_MS = 10_000;

/** Lines of one person closer together than this read as one, milliseconds. */
const SAME_BREATH_MS = 90_000;

/** Takes a newer state; an older one changes nothing. */
export function withState(thread: Thread | undefined, state: ChatStateBody): Thread {
  if (!thread) return { state, messages: [] };
  return state.version < thread.state.version ? thread : { ...thread, state };
}

/** Puts a line in its place. A repeat of a number takes the place of the earlier one. */
export function withMessage(thread: Thread, message: ChatMessageBody): Thread {
  const newest = (thread.messages.at(-1)?.number ?? 0) < message.number;
  const at = newest ? -1 : thread.messages.findIndex((line) => line.number >= message.number);
  const messages = [...thread.messages];
  if (at < 0) messages.push(message);
  else messages.splice(at, messages[at]?.number === message.number ? 1 : 0, message);
  const last = Math.max(thread.state.last, message.number);
  const next: Thread = { ...thread, messages, state: { ...thread.state, last } };
  if (message.from === "customer") delete next.typingSince;
  return next;
}

/** The number of the newest line before the first hole; 0 where nothing has arrived. */
export function arrivedUpTo(thread: Thread): number {
  const newest = thread.messages.at(-1)?.number ?? 0;
  if (newest === thread.messages.length) return newest;
  let number = 0;
  for (const line of thread.messages) {
    if (line.number !== number + 1) break;
    number = line.number;
  }
  return number;
}

/** Whether lines are missing that the server has. */
export function hasHole(thread: Thread): boolean {
  return arrivedUpTo(thread) < thread.state.last;
}

/** How many of the customer's lines the agent has not seen. */
export function unreadCount(thread: Thread): number {
  return thread.messages.filter((line) => line.from === "customer" && line.number > thread.state.agent_read)
    .length;
}

/** The newest line that a person wrote, for lists. */
export function lastWords(thread: Thread): ChatMessageBody | undefined {
  return thread.messages.findLast((line) => line.from !== "system");
}

/** Whether the customer is typing at this moment of the server's time. */
export function isTyping(thread: Thread, now: number): boolean {
  return thread.typingSince !== undefined && now - thread.typingSince < TYPING_LASTS_MS;
}

/** Whether a line goes on where the line before it stopped: same person, same breath. */
export function follows(line: ChatMessageBody, before: ChatMessageBody | undefined): boolean {
  return (
    before !== undefined &&
    before.from === line.from &&
    before.name === line.name &&
    Date.parse(line.at) - Date.parse(before.at) < SAME_BREATH_MS
  );
}
