// An agent: a browser window with the console.
import { type BrowserContext, expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import type { SignIn } from "./samepage.ts";

export class Agent {
  readonly page: Page;
  readonly name: string;

  private constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  static async signIn(context: BrowserContext, url: string, who: SignIn): Promise<Agent> {
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole("textbox", { name: "E-mail" }).fill(who.email);
    await page.getByLabel("Password", { exact: true }).fill(who.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Queue" })).toBeVisible();
    return new Agent(page, who.name);
  }

  /** Takes the chat whose first line is this one. */
  async accept(firstLine: string): Promise<void> {
    const row = this.page.getByRole("listitem").filter({ hasText: firstLine });
    await row.getByRole("button", { name: /^Accept/ }).click();
    await expect(this.page.getByRole("tab", { name: "Engagement" })).toBeVisible();
  }

  async write(text: string): Promise<void> {
    const box = this.page.getByRole("textbox", { name: "Message" });
    await box.pressSequentially(text); // typed, as Firefox's driver fills in without the page's frameworks noticing
    await box.press("Enter");
    await this.sees(text);
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).last()).toBeVisible();
  }

  async invite(): Promise<void> {
    await this.page.getByRole("button", { name: "Screen Sharing" }).click();
  }

  /** Follows the link in the transcript to the customer's page. */
  async view(): Promise<void> {
    const name = "View customer's screen";
    await this.page.getByRole("button", { name }).or(this.page.getByRole("link", { name })).last().click();
    await expect(this.page.getByRole("tab", { name: /^Co-browse/ })).toHaveAttribute("aria-selected", "true");
  }

  /** The viewer on its own origin. */
  get viewer(): FrameLocator {
    return this.page.frameLocator("iframe[title]");
  }

  /** The customer's page as the agent has it. */
  get replica(): FrameLocator {
    return this.viewer.frameLocator("iframe");
  }

  replicaText(text: string | RegExp): Locator {
    return this.replica.getByText(text);
  }

  /** What the customer reads on small labels. */
  get firstName(): string {
    return this.name.split(" ")[0] ?? this.name;
  }

  /** Rests the mouse in the middle of the picture. */
  async point(): Promise<void> {
    const box = await this.page.locator("iframe[title]").boundingBox();
    if (!box) throw new Error("there is no picture");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await this.page.mouse.move(x - 40, y - 40);
    await this.page.mouse.move(x, y, { steps: 4 });
  }

  async mode(name: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Mode/ }).click();
    await this.page
      .getByRole("menuitemradio", { name })
      .or(this.page.getByRole("option", { name }))
      .first()
      .click();
  }

  async disconnect(): Promise<void> {
    await this.page.getByRole("button", { name: "Disconnect" }).click();
  }
}
