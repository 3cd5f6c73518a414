// The demo shop as a customer sees it who is signed in and has something in the basket. It stands behind a proxy that
// takes away what the product adds to the page, so that the benchmark's own capture is the only one.
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const PAGES = [
  "/",
  "/shop",
  "/product/fell-walker-jacket",
  "/gift-studio",
  "/about",
  "/help",
  "/sign-in",
  "/basket",
  "/checkout",
  "/account",
  "/account/orders",
  "/no-such-page",
];

const ARTICLE = { slug: "skerry-storm-lantern", size: "One size", colour: "Pine", quantity: "2" };
const CUSTOMER = { email: "alex@example.org", password: "correct horse" };

/** Scripts of another origin: the product's tag and its early part. */
const PRODUCT_TAGS = /<script[^>]* src="http[^>]*><\/script>/g;

/** Marks of what is masked or hidden: its widths are other ones by design. */
const MASKS = /data-samepage(?=[="])/g;

/** Sends a form to the shop and answers the cookies it gave. */
async function cookiesOf(shop, at, fields) {
  const answer = await fetch(new URL(at, shop), {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
}

function forward(shop, cookies) {
  return async (request, response) => {
    const answer = await fetch(new URL(request.url, shop), {
      headers: { cookie: cookies.join("; ") },
      redirect: "manual",
    });
    const type = answer.headers.get("content-type") ?? "application/octet-stream";
    const body = /html|javascript/.test(type)
      ? (await answer.text()).replace(PRODUCT_TAGS, "").replace(MASKS, "data-unmasked")
      : Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { "content-type": type, "cache-control": "no-store" });
    response.end(body);
  };
}

/** @param {string} root this repository, with the program built */
export async function startShop(root) {
  const program = path.join(root, "bin/samepage");
  if (!fs.existsSync(program)) {
    console.log("bin/samepage is not built: the demo shop is left out (make build).");
    return { cases: [], close: async () => {} };
  }
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "samepage-bench-"));
  const child = spawn(program, ["demo", "--json", "--listen", "127.0.0.1:0", "--data", data], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const said = await new Promise((ok, bad) => {
    createInterface({ input: child.stdout }).once("line", ok);
    child.once("exit", (code) => bad(new Error(`samepage demo ended with ${code}`)));
  });
  const shop = JSON.parse(said).shop_url;
  const cookies = [
    ...(await cookiesOf(shop, "/sign-in", CUSTOMER)),
    ...(await cookiesOf(shop, "/basket/add", ARTICLE)),
  ].filter((cookie) => !cookie.startsWith("hp_notice"));
  const proxy = http.createServer(forward(shop, cookies));
  await new Promise((ready) => proxy.listen(0, "127.0.0.1", ready));
  const origin = `http://localhost:${proxy.address().port}`;
  return {
    cases: PAGES.map((at) => ({ name: `shop${at}`, url: origin + at })),
    async close() {
      proxy.close();
      proxy.closeAllConnections();
      const ended = new Promise((ok) => child.once("exit", ok));
      child.kill();
      await ended;
      fs.rmSync(data, { recursive: true, force: true });
    },
  };
}
