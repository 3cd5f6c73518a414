// The REST side of the server: one method an address, errors with a code and a sentence.
import type { ChatMessageBody, ChatStateBody, ClientInfo } from "@samepage/wire";

/** What the signed-in person may know at start. */
export interface Me {
  agent: { id: string; name: string; email: string; roles: string[] };
  org: { id: string; name: string };
  /** Origin that the viewer is served from; never the console's own. */
  viewer_origin: string;
  version: string;
  canned: CannedReply[];
}

/** Whether somebody may see and enter the running sessions of others. */
export function isSupervisor(me: Me): boolean {
  return me.agent.roles.includes("supervisor");
}

export interface CannedReply {
  title: string;
  text: string;
}

/** A colleague as the transfer dialog and the report filters list them. */
export interface Colleague {
  id: string;
  name: string;
  available: boolean;
  online: boolean;
  /** Ids of the sites that they serve. */
  sites: string[];
}

export interface Site {
  id: string;
  name: string;
  cobrowse: boolean;
}

/** A live session that a supervisor may enter; what the customer's page shows is seen only inside. */
export interface RunningSession {
  session: string;
  site: string;
  site_name: string;
  customer: string;
  live_at: string;
  mode: string;
  /** In order of joining. */
  people: { agent: string; name: string; role: string }[];
}

/** One session of the report (R3). Times are ISO, durations seconds. */
export interface SessionRow {
  session: string;
  started_at: string;
  live_at?: string | null;
  ended_at?: string | null;
  duration_s: number;
  agent: string;
  agents: string[];
  customer: string;
  site: string;
  chat: string;
  pages: number;
  escalation: string;
  mode: string;
  modes: { mode: string; seconds: number }[];
  end_reason: string;
  ended_by: string;
  external_key?: string;
  client?: ClientInfo;
  /** The customer's feedback, 1 to 5; 0 = none (C5). */
  stars?: number;
  /** In the customer's words. */
  feedback?: string;
}

export interface SessionPage {
  rows: SessionRow[];
  /** Cursor of the next page, "" or absent at the end. */
  next?: string;
  total: number;
}

/** One entry of a session's journal. */
export interface TimelineEntry {
  at: string;
  kind: string;
  by: string;
  class: string;
  /** Reported by the customer's page, not seen by the server itself. */
  by_page?: boolean;
  detail: unknown;
}

/** What the report is narrowed to; absent = all. */
export interface SessionFilter {
  /** First day included, ISO time. */
  from?: string;
  /** First moment no longer included, ISO time. */
  to?: string;
  agent?: string;
  site?: string;
  end_reason?: string;
}

/** A request that did not succeed. `code` is data for the program, `message` a sentence for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}

/** The status of an error for which no answer came at all. */
const NO_ANSWER = 0;

/** Speaks to /api/v1 of this very host under the sign-in's cookie. */
export class Api {
  readonly #fetch: typeof fetch;
  readonly #onSignedOut: () => void;

  /** `onSignedOut` is called when the server no longer knows the sign-in. */
  constructor(doFetch: typeof fetch, onSignedOut: () => void) {
    this.#fetch = doFetch;
    this.#onSignedOut = onSignedOut;
  }

  async signIn(email: string, password: string): Promise<Me> {
    await this.#send("POST", "/auth/sign-in", { email, password }, false);
    return this.me();
  }

  async signOut(): Promise<void> {
    await this.#send("POST", "/auth/sign-out", {}, false);
  }

  async me(): Promise<Me> {
    const me = (await this.#send("GET", "/me", undefined, false)) as Me;
    return { ...me, canned: me.canned ?? [] };
  }

  async consoleTicket(): Promise<string> {
    const answer = (await this.#send("POST", "/tickets", { for: "console" })) as { ticket: string };
    return answer.ticket;
  }

  async viewerTicket(session: string): Promise<{ ticket: string; viewer_url: string }> {
    const body = { for: "viewer", session };
    return (await this.#send("POST", "/tickets", body)) as { ticket: string; viewer_url: string };
  }

  async colleagues(): Promise<Colleague[]> {
    return listOf<Colleague>(await this.#send("GET", "/agents"), "agents");
  }

  async sites(): Promise<Site[]> {
    return listOf<Site>(await this.#send("GET", "/sites"), "sites");
  }

  /** The whole transcript of a chat, page by page. */
  async messages(chat: string): Promise<ChatMessageBody[]> {
    const lines: ChatMessageBody[] = [];
    for (;;) {
      const path = `/chats/${encodeURIComponent(chat)}/messages?after=${lines.at(-1)?.number ?? 0}`;
      const page = listOf<ChatMessageBody>(await this.#send("GET", path), "messages");
      if (page.length === 0) return lines;
      lines.push(...page);
    }
  }

  async endedChats(): Promise<ChatStateBody[]> {
    return listOf<ChatStateBody>(await this.#send("GET", "/chats?status=ended"), "chats");
  }

  /** The running sessions that a supervisor may enter. */
  async running(): Promise<RunningSession[]> {
    return listOf<RunningSession>(await this.#send("GET", "/sessions/running"), "sessions");
  }

  async sessions(filter: SessionFilter, cursor: string, limit: number): Promise<SessionPage> {
    const query = new URLSearchParams({ limit: String(limit) });
    for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
    if (cursor) query.set("cursor", cursor);
    const page = (await this.#send("GET", `/reports/sessions?${query}`)) as SessionPage;
    return { ...page, rows: page.rows ?? [] };
  }

  async session(id: string): Promise<{ row: SessionRow; timeline: TimelineEntry[] }> {
    const path = `/reports/sessions/${encodeURIComponent(id)}`;
    const found = (await this.#send("GET", path)) as { row: SessionRow; timeline: TimelineEntry[] | null };
    return { row: found.row, timeline: found.timeline ?? [] };
  }

  async #send(method: string, path: string, body?: unknown, signedIn = true): Promise<unknown> {
    const init: RequestInit = { method, credentials: "same-origin", headers: { Accept: "application/json" } };
    if (body !== undefined) {
      init.headers = { ...init.headers, "Content-Type": "application/json" };
      init.body = JSON.stringify(body);
    }
    const response = await this.#answer(path, init);
    if (response.ok) return response.status === 204 ? undefined : response.json();
    if (response.status === 401 && signedIn) this.#onSignedOut();
    throw await problemOf(response);
  }

  async #answer(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#fetch(`/api/v1${path}`, init);
    } catch (cause) {
      throw new ApiError(NO_ANSWER, "unavailable", "The server does not answer.", { cause });
    }
  }
}

// Lists come bare or under their own name; empty ones may come as null.
function listOf<T>(answer: unknown, name: string): T[] {
  if (Array.isArray(answer)) return answer as T[];
  const inner = (answer as Record<string, unknown> | null)?.[name];
  return Array.isArray(inner) ? (inner as T[]) : [];
}

async function problemOf(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as { code?: string; message?: string; detail?: string };
    return new ApiError(
      response.status,
      body.code ?? "internal",
      body.message ?? body.detail ?? response.statusText,
    );
  } catch (cause) {
    return new ApiError(response.status, "internal", response.statusText, { cause });
  }
}
