import { h } from "../shared/h.ts";
import { addresses } from "./addresses.ts";
import { fetchAccount } from "./data.ts";
import { orders } from "./orders.ts";
import { overview } from "./overview.ts";
import { Router } from "./router.ts";
import { settings } from "./settings.ts";

async function start(outlet: HTMLElement, menu: HTMLElement): Promise<void> {
  const account = await fetchAccount();
  const routes = {
    "": overview(account),
    orders: orders(account),
    addresses: addresses(account),
    settings: settings(account),
  };
  new Router("/account", routes, outlet, menu).start();
}

const outlet = document.querySelector<HTMLElement>("[data-account-view]");
const menu = document.querySelector<HTMLElement>("[data-account-menu]");
if (outlet && menu) {
  start(outlet, menu).catch((error: unknown) => {
    const sentence = error instanceof Error ? error.message : String(error);
    outlet.replaceChildren(h("p", { class: "alert", role: "alert" }, sentence));
  });
}
