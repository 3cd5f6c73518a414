// A customer: a browser window at the shop.
import type { BrowserContext, Page } from "@playwright/test";
import { ClosedUI, rememberRoots } from "./closed-roots.ts";

export class Customer {
  readonly page: Page;
  readonly ui: ClosedUI;

  private constructor(page: Page) {
    this.page = page;
    this.ui = new ClosedUI(page);
  }

  static async visit(context: BrowserContext, url: string): Promise<Customer> {
    const page = await context.newPage();
    await rememberRoots(page);
    await page.goto(url);
    return new Customer(page);
  }

  /** Opens the bubble and writes a first message. */
  async beginChat(text: string): Promise<void> {
    await this.ui.click({ role: "button", name: /^Chat with us/ });
    await this.write(text);
  }

  async write(text: string): Promise<void> {
    await this.ui.type({ role: "textbox", name: "Message" }, text);
    await this.page.keyboard.press("Enter");
    await this.ui.see({ text });
  }

  /** Closes the panel of the chat, which goes on. */
  async hideChat(): Promise<void> {
    await this.ui.click({ role: "button", name: "Close chat" });
  }

  /** Waits for the question and answers it as a person would. */
  async answer(which: "Accept" | "No"): Promise<void> {
    await this.ui.see({ text: /would like to see this page/ });
    await this.pressUntilGone({ role: "button", name: which });
  }

  /** Accepts the question that says this. */
  async agree(question: RegExp): Promise<void> {
    await this.ui.see({ text: question });
    await this.pressUntilGone({ role: "button", name: "Accept" });
  }

  /** Allows the press that an agent has prepared. */
  async allowPress(button: string): Promise<void> {
    await this.ui.see({ text: `Press “${button}” for you` });
    await this.pressUntilGone({ role: "button", name: `Yes, press “${button}”` });
  }

  /** The sign of a running session, and who can see the page. */
  async seesBar(name: string): Promise<void> {
    await this.ui.see({ text: new RegExp(`${name}.* can see this page`) });
  }

  /** What an agent has drawn with a tool, on this page. */
  async seesDrawing(tool: string): Promise<void> {
    await this.page.waitForFunction(
      (name) => (window.storyRoots ?? []).some((root) => root.querySelector(`path.${name}`)),
      tool,
    );
  }

  async stop(): Promise<void> {
    await this.ui.click({ role: "button", name: /^Stop/ });
  }

  // Accept takes no click in its first moments (C2): a person presses again.
  private async pressUntilGone(button: { role: "button"; name: string }): Promise<void> {
    await this.ui.see(button);
    while (await this.ui.find(button).catch(() => null)) {
      await this.ui.click(button);
      await this.page.waitForFunction(() => new Promise((ok) => requestAnimationFrame(() => ok(true))));
    }
  }
}
