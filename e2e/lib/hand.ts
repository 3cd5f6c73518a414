// The agent's hand in the customer's page, through the console's picture: real mouse and keyboard over the replica.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Agent } from "./agent.ts";
import type { Scene } from "./scene.ts";

/** A place of an element: parts of its box, 0 to 1. */
export interface Part {
  x?: number;
  y?: number;
}

export type Box = NonNullable<Awaited<ReturnType<Locator["boundingBox"]>>>;

/** What has not moved for so long stands still: a few frames, in milliseconds. */
const STILL_FOR_MS = 50;

/** Well within the picture: not further from its middle than this part of its height. */
const NEAR = 4;

/** Gives the agent Full Control, with the customer's consent. */
export async function takeControl({ agent, customer }: Scene): Promise<Hand> {
  await agent.mode("Full Control");
  await customer.agree(/operate this page/);
  await expect(agent.page.getByText("Full Control").first()).toBeVisible();
  return new Hand(agent);
}

/** The agent types, chooses and opens on the shop's help page, and the customer's page has it. */
export async function fillsInHelp(hand: Hand, page: Page): Promise<void> {
  await hand.click("#message");
  await hand.type("The zip is stuck");
  await expect(page.locator("#message")).toHaveValue("The zip is stuck");
  const [, second = ""] = await page.locator("#topic option").allTextContents();
  await hand.choose("#topic", second);
  await expect(page.locator("#topic")).toHaveValue(second);
  await hand.click("#returns summary");
  await expect(page.locator("#returns")).toHaveAttribute("open", "");
}

/** The box of an element, in the window's CSS pixels, once it stands still: what scrolls or grows would be missed. */
export async function stillBox(el: Locator): Promise<Box> {
  let last = "";
  let box: Box | null = null;
  await expect
    .poll(
      async () => {
        box = await el.boundingBox();
        const isStill = box !== null && JSON.stringify(box) === last;
        last = JSON.stringify(box);
        return isStill;
      },
      { message: `${el} stands still`, intervals: [STILL_FOR_MS] },
    )
    .toBe(true);
  return box as unknown as Box;
}

export class Hand {
  private readonly agent: Agent;

  constructor(agent: Agent) {
    this.agent = agent;
  }

  /** An element of the customer's page as the agent sees it. */
  sees(selector: string): Locator {
    return this.agent.replica.locator(selector).first();
  }

  async click(
    selector: string,
    part: Part = {},
    options: { clickCount?: number; button?: "right" } = {},
  ): Promise<void> {
    const { x, y } = await this.place(selector, part);
    await this.agent.page.mouse.click(x, y, options);
  }

  async move(selector: string, part: Part = {}): Promise<void> {
    const { x, y } = await this.place(selector, part);
    await this.agent.page.mouse.move(x, y);
  }

  /** Down at the first place, up at the last, in steps as a hand makes them. */
  async drag(from: string, to: string, part: Part = {}): Promise<void> {
    const { mouse } = this.agent.page;
    const [start, end] = [await this.place(from), await this.place(to, part)];
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(end.x, end.y, { steps: 12 });
    await mouse.up();
  }

  /** Turns the wheel over the picture until the element is well within it. */
  async wheelTo(selector: string): Promise<void> {
    const { page } = this.agent;
    const picture = await page.locator("iframe[title]").boundingBox();
    if (!picture) throw new Error("there is no picture");
    const middle = { x: picture.x + picture.width / 2, y: picture.y + picture.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await expect(async () => {
      const box = await this.sees(selector).boundingBox();
      const off = box ? box.y + box.height / 2 - middle.y : 0;
      if (box && Math.abs(off) < picture.height / NEAR) return;
      await page.mouse.wheel(0, off);
      throw new Error(`${selector} is not in the picture yet`);
    }).toPass();
  }

  async type(text: string): Promise<void> {
    await this.agent.page.keyboard.type(text);
  }

  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await this.agent.page.keyboard.press(key);
  }

  /** Chooses an option in the list that the viewer opens for a select. */
  async choose(selector: string, option: string): Promise<void> {
    await this.click(selector);
    await this.agent.viewer.getByRole("option", { name: option, exact: true }).click();
  }

  private async place(selector: string, { x = 0.5, y = 0.5 }: Part = {}): Promise<{ x: number; y: number }> {
    const box = await stillBox(this.sees(selector));
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  }
}
