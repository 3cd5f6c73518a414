// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { h } from "../shared/h.ts";
import { Router, type View } from "./router.ts";

const view =
  (title: string): View =>
  (rest) => ({ title, content: [h("h1", { tabindex: -1 }, `${title} ${rest}`.trim())] });

let outlet: HTMLElement;
let menu: HTMLElement;

beforeEach(() => {
  outlet = h("section");
  menu = h(
    "nav",
    {},
    h("a", { href: "/account" }, "Overview"),
    h("a", { href: "/account/orders" }, "Orders"),
  );
  document.body.replaceChildren(menu, outlet);
});

function routerAt(path: string): Router {
  history.replaceState(null, "", path);
  return new Router("/account", { "": view("Overview"), orders: view("Orders") }, outlet, menu);
}

test("draws the view of the address, with what follows its name", () => {
  routerAt("/account/orders/HP-7").draw();
  expect(outlet.textContent).toBe("Orders HP-7");
  expect(document.title).toBe("Orders · Harbour & Pine");
});

test("marks the menu entry of the view", () => {
  routerAt("/account/orders").draw();
  const current = [...menu.querySelectorAll("[aria-current]")].map((link) => link.textContent);
  expect(current).toEqual(["Orders"]);
});

test("shows the first view for an unknown address", () => {
  routerAt("/account/unknown").draw();
  expect(outlet.textContent).toBe("Overview");
});

test("follows links within the account without a page load", () => {
  routerAt("/account").start();
  menu.querySelectorAll("a")[1]?.click();
  expect(location.pathname).toBe("/account/orders");
  expect(outlet.textContent).toBe("Orders");
});
