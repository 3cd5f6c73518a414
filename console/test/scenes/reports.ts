import type { SceneCase } from "./scene-case.ts";

/** Path of the report. */
export const REPORT = "/reports/sessions";

/** The sessions report. */
export const REPORTS: SceneCase[] = [
  { name: "reports", path: REPORT, act: async (page) => page.getByText("64 sessions").waitFor() },
  {
    name: "reports-dates",
    path: REPORT,
    act: async (page) => {
      await page.getByRole("button", { name: "Dates" }).click();
      await page.getByRole("button", { name: "Last 7 days" }).waitFor();
    },
  },
  {
    name: "reports-filtered",
    path: REPORT,
    act: async (page) => {
      await page.getByRole("button", { name: "End reason" }).click();
      await page.getByRole("option", { name: "Connection lost" }).click();
      await page.getByText("8 sessions").waitFor();
      await page.getByRole("button", { name: "Agent" }).click();
      await page.getByRole("option", { name: "Jonas Weber" }).waitFor();
    },
  },
  {
    name: "reports-session",
    path: REPORT,
    act: async (page) => {
      await page
        .getByRole("row", { name: /Eva Novák/ })
        .first()
        .click();
      await page.getByRole("heading", { name: "Time line" }).waitFor();
    },
  },
  {
    name: "reports-none",
    before: (server) => {
      server.rows = [];
    },
    path: REPORT,
    act: async (page) => page.getByRole("heading", { name: "No sessions yet" }).waitFor(),
  },
  {
    name: "reports-failed",
    before: (server) => {
      server.reportStatus = 500;
    },
    path: REPORT,
    act: async (page) => page.getByRole("heading", { name: "could not be read" }).waitFor(),
  },
  {
    name: "reports-forbidden",
    before: (server) => {
      server.reportStatus = 403;
    },
    path: REPORT,
    act: async (page) => page.getByRole("heading", { name: "You may not see this report" }).waitFor(),
  },
];
