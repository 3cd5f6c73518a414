// @vitest-environment happy-dom
import { expect, test } from "vitest";
import type { Account, Order } from "./data.ts";
import { orders } from "./orders.ts";

function order(number: string, placed: string, total: number): Order {
  const line = { name: `Goods of ${number}`, picture: "", choice: "M, Pine", quantity: 1, total };
  return {
    number,
    placed,
    total,
    state: "Delivered",
    lines: [line],
    name: "",
    email: "",
    place: "",
    delivery: "",
  };
}

const account: Account = {
  name: "Robin",
  email: "robin@example.com",
  number: "1",
  points: 0,
  balance: 0,
  spent: [],
  shares: [],
  walks: [],
  addresses: [],
  orders: [order("HP-1", "2026-01-05T10:00:00Z", 900), order("HP-2", "2026-03-05T10:00:00Z", 100)],
};

function firstColumn(root: Node[]): string[] {
  document.body.replaceChildren(...root);
  return [...document.querySelectorAll("tbody tr")].map((row) => row.querySelector("td")?.textContent ?? "");
}

test("lists the latest order first", () => {
  expect(firstColumn(orders(account)("").content)).toEqual(["HP-2", "HP-1"]);
});

test("sorts by a column, and the other way at the second press", () => {
  document.body.replaceChildren(...orders(account)("").content);
  const total = [...document.querySelectorAll("button")].find((button) => button.textContent === "Total");
  const numbers = () => [...document.querySelectorAll("tbody a")].map((link) => link.textContent);
  total?.click();
  expect(numbers()).toEqual(["HP-2", "HP-1"]);
  expect(total?.closest("th")?.getAttribute("aria-sort")).toBe("ascending");
  total?.click();
  expect(numbers()).toEqual(["HP-1", "HP-2"]);
});

test("shows one order by its number", () => {
  const shown = orders(account)("HP-1");
  expect(shown.title).toBe("Order HP-1");
  document.body.replaceChildren(...shown.content);
  expect(document.body.textContent).toContain("Goods of HP-1");
});
