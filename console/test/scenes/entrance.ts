import type { SceneCase } from "./scene-case.ts";

/** Before somebody is signed in. */
export const ENTRANCE: SceneCase[] = [
  {
    name: "sign-in",
    before: (server) => {
      server.signedIn = false;
    },
    act: async (page) => page.getByRole("button", { name: "Sign in" }).waitFor(),
  },
  {
    name: "sign-in-wrong",
    before: (server) => {
      server.signedIn = false;
    },
    act: async (page) => {
      await page.getByLabel("E-mail").fill("mia@shop.example");
      await page.getByLabel("Password", { exact: true }).fill("wrong");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("do not match").waitFor();
    },
  },
  {
    name: "start-unreachable",
    act: async (page) => {
      await page.route("**/api/v1/me", (route) => route.abort());
      await page.reload();
      await page.getByRole("heading", { name: "The server does not answer" }).waitFor();
    },
  },
];
