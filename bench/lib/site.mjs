// Two origins on this machine: the company's site (localhost) with the pages to mirror, and the
// agent's (127.0.0.1) with an empty page and the relay.
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { generatedPages } from "./pages/index.mjs";
import { openRelay } from "./relay.mjs";

const require = createRequire(import.meta.url);

/** Template pages from npm, by the package that holds them: real markup and style sheets of some size. */
export const TEMPLATES = {
  "startbootstrap-landing-page": "dist/index.html",
  "startbootstrap-shop-homepage": "dist/index.html",
};

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

const AGENT_PAGE =
  "<!doctype html><title>agent</title><style>body{margin:0;overflow:hidden}</style><body></body>";

/** Addresses of the template pages that are installed, as `{name, path}`. */
export function templatePages() {
  return Object.entries(TEMPLATES)
    .filter(([name]) => templateRoot(name) !== null)
    .map(([name, file]) => ({ name, path: `/template/${name}/${file}` }));
}

function templateRoot(name) {
  try {
    return path.dirname(require.resolve(`${name}/package.json`));
  } catch {
    return null; // not installed: its row is left out
  }
}

function answer(response, status, type, body) {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}

function serveTemplate(pathname, response) {
  const [, , name, ...rest] = pathname.split("/");
  const root = name in TEMPLATES ? templateRoot(name) : null;
  const file = root && path.join(root, rest.join("/"));
  if (!file?.startsWith(root + path.sep) || !fs.existsSync(file)) {
    return answer(response, 404, "text/plain", "not found");
  }
  answer(response, 200, TYPES[path.extname(file)] ?? "application/octet-stream", fs.readFileSync(file));
}

function serveCompany(request, response) {
  const { pathname } = new URL(request.url, "http://site");
  if (pathname.startsWith("/template/")) return serveTemplate(pathname, response);
  const page = generatedPages[pathname.slice(1)];
  if (page) return answer(response, 200, TYPES[".html"], page());
  answer(response, 404, "text/plain", "not found");
}

async function listen(handler) {
  const server = http.createServer(handler);
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

/** Starts both origins on free ports and the relay beside the agent's page. */
export async function startSite() {
  const company = await listen(serveCompany);
  const agent = await listen((_, response) => answer(response, 200, TYPES[".html"], AGENT_PAGE));
  const relay = openRelay(agent);
  return {
    company: `http://localhost:${company.address().port}`,
    agent: `http://127.0.0.1:${agent.address().port}/`,
    relay,
    close() {
      relay.close();
      for (const server of [company, agent]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}
