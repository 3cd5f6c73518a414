// WebKit through WebKitWebDriver and MiniBrowser under a display without a screen, by
// plain W3C WebDriver calls. Screenshots lag there: assert on the document.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { freePort } from "./free-port.ts";

/** Where distributions put the browser that comes with the engine. */
const MINI_BROWSERS = [
  "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
  "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
  "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
  "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
];

/** Starts a display without a screen; which of the free ones, Xvfb decides itself. */
function startDisplay(): Promise<{ child: ChildProcess; display: string }> {
  const child = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x1000x24"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdio[3]?.once("data", (number: Buffer) =>
      resolve({ child, display: `:${String(number).trim()}` }),
    );
  });
}

/** One WebKit browser with one window. */
export class WebKit {
  private readonly children: ChildProcess[];
  private readonly base: string;
  private session = "";

  private constructor(children: ChildProcess[], base: string) {
    this.children = children;
    this.base = base;
  }

  static async launch(): Promise<WebKit> {
    const { child: xvfb, display } = await startDisplay();
    const port = await freePort();
    const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
      stdio: "ignore",
      env: {
        ...process.env,
        DISPLAY: display,
        WEBKIT_DISABLE_COMPOSITING_MODE: "1",
        LIBGL_ALWAYS_SOFTWARE: "1",
      },
    });
    const webkit = new WebKit([driver, xvfb], `http://127.0.0.1:${port}`);
    await webkit.untilReady();
    await webkit.open();
    return webkit;
  }

  /** Gives the page's window a size, in CSS pixels. */
  async resizeTo({ width, height }: { width: number; height: number }): Promise<void> {
    const [innerWidth, innerHeight] = await this.evaluate<[number, number]>(
      "return [innerWidth, innerHeight]",
    );
    const outer = await this.call<{ width: number; height: number }>("GET", "/window/rect");
    await this.call("POST", "/window/rect", {
      width: outer.width + width - innerWidth,
      height: outer.height + height - innerHeight,
    });
  }

  /** Loads a page and waits for its load event. */
  async goto(url: string): Promise<void> {
    await this.call("POST", "/url", { url });
  }

  /** Runs the body of a function with arguments and returns what it returns. */
  evaluate<T>(body: string, ...args: unknown[]): Promise<T> {
    return this.call<T>("POST", "/execute/sync", { script: body, args });
  }

  /** Clicks at a point of the viewport: trusted events. */
  async click(x: number, y: number): Promise<void> {
    const at = { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) };
    await this.actions("pointer", [at, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }]);
  }

  /** Types a text into what has the focus: trusted events. */
  async type(text: string): Promise<void> {
    const keys = [...text].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.actions("key", keys);
  }

  async close(): Promise<void> {
    await this.call("DELETE", "").catch(() => undefined); // the browser may have ended by itself
    for (const child of this.children) child.kill("SIGKILL");
  }

  private actions(type: "pointer" | "key", actions: object[]): Promise<unknown> {
    const parameters = type === "pointer" ? { parameters: { pointerType: "mouse" } } : {};
    return this.call("POST", "/actions", { actions: [{ type, id: type, ...parameters, actions }] });
  }

  private async untilReady(): Promise<void> {
    for (;;) {
      const status = await fetch(`${this.base}/status`).catch(() => null);
      if (status?.ok) return;
      if (this.children.some((c) => c.exitCode !== null)) throw new Error("WebKitWebDriver ended");
      await new Promise((ok) => setTimeout(ok, 50)); // polled: the driver tells its port to nobody
    }
  }

  private async open(): Promise<void> {
    const binary = MINI_BROWSERS.find((p) => existsSync(p));
    if (!binary) throw new Error("MiniBrowser is not installed: run tools/install-test-deps.sh");
    const options = { binary, args: ["--automation"] };
    const answer = await this.raw<{ sessionId: string }>("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
    });
    this.session = answer.sessionId;
  }

  private call<T>(method: string, path: string, body?: object): Promise<T> {
    return this.raw<T>(method, `/session/${this.session}${path}`, body);
  }

  private async raw<T>(method: string, path: string, body?: object): Promise<T> {
    const init: RequestInit = { method };
    if (body) init.body = JSON.stringify(body);
    const response = await fetch(this.base + path, init);
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
}
