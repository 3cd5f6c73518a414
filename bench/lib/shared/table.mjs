// The table of the larger benchmark: a row for each figure, with the bar that it has to reach.
import { figure, printTable, ratioText } from "../print.mjs";
import { pairedRatio } from "../stats.mjs";

/** Bars of the ratio of p50, by change: text is at the floor of two hops and a frame already. */
const LATENCY_BARS = { text: 1.05, class: 1.0, typing: 0.75, insert100: 0.6, scroll: 0.08, table5000: 0.4 };
const BYTES_BAR = 0.5;
const SCRIPT_BAR = 0.35;
const SNAPSHOT_BARS = { snapRawP50: 0.2, snapDeflateP50: 0.6 };
const FIDELITY_BAR = 0.99;
const CAPTURE_BAR_BYTES = 22_000;
const TASK_BAR_MS = 16;

const reached = (holds) => (holds === null ? "–" : holds ? "yes" : "no");
const NOT_RUN = ["–", "–", "–"];

/** One row, or a row of dashes where the part was not run. */
function row(name, bar, result, cells) {
  if (!result) return [name, ...NOT_RUN, bar, "not run"];
  const { rrweb, samepage, ratio, holds } = cells(result);
  return [name, rrweb, samepage, ratio, bar, reached(holds)];
}

/** A row of numbers whose ratio has to stay at or below a bar, by the upper end of its interval. */
function ratioRow(name, bar, result) {
  return row(name, `≤ ${bar} ×`, result, ({ rrweb, samepage, paired }) => ({
    rrweb: figure(rrweb),
    samepage: figure(samepage),
    ratio: ratioText(paired),
    holds: paired ? paired.high <= bar : null,
  }));
}

const single = (ours, theirs) => ({ rrweb: theirs, samepage: ours, paired: pairedRatio([[ours, theirs]]) });

function fidelityRow(name, result) {
  const share = ({ score, pass, scored }) => `${(score * 100).toFixed(1)} % (${pass}/${scored})`;
  return row(name, "≥ 99 %", result, ({ rrweb, samepage }) => {
    const lost = samepage.failing.filter((id) => !rrweb.failing.includes(id));
    return {
      rrweb: share(rrweb),
      samepage: share(samepage),
      ratio: lost.length ? `${lost.length} that rrweb passes` : "",
      holds: samepage.score >= FIDELITY_BAR && lost.length === 0,
    };
  });
}

function latencyRows(latency) {
  return Object.entries(LATENCY_BARS).flatMap(([change, bar]) => {
    const got = latency?.[change];
    const p50 = got && { rrweb: got.rrweb.p50, samepage: got.samepage.p50, paired: got.paired };
    const least = got?.least && { rrweb: got.rrweb.p50, samepage: got.floor.p50, paired: got.least };
    const p95 = got && single(got.samepage.p95, got.rrweb.p95);
    return [
      ratioRow(`painted p50, ${change}, ms`, bar, p50),
      ratioRow(`painted p95, ${change}, ms`, 1, p95),
      ratioRow(`painted p50, ${change}, the least, ms`, bar, least),
    ];
  });
}

function byteRows({ latency, fidelity, animation }) {
  const change = (name) =>
    latency?.[name] && single(latency[name].samepage.deflated, latency[name].rrweb.deflated);
  const snapshot = (form) => fidelity && single(fidelity.samepage.wire[form], fidelity.rrweb.wire[form]);
  return [
    ratioRow("snapshot of real pages, raw bytes", SNAPSHOT_BARS.snapRawP50, snapshot("snapRawP50")),
    ratioRow("snapshot of real pages, deflated", SNAPSHOT_BARS.snapDeflateP50, snapshot("snapDeflateP50")),
    ratioRow("100 nodes, deflated bytes", BYTES_BAR, change("insert100")),
    ratioRow("5,000 rows, deflated bytes", BYTES_BAR, change("table5000")),
    ratioRow(
      "20 × 60 animation frames, deflated",
      BYTES_BAR,
      animation && single(animation.samepage, animation.rrweb),
    ),
  ];
}

function costRows({ cost, longestTask, size }) {
  return [
    ratioRow("script added, snapshot of 10k rows, ms", SCRIPT_BAR, cost?.["snapshot-10k-rows"]),
    ratioRow("script added, row storm, ms", SCRIPT_BAR, cost?.jsfb),
    ratioRow("script added, React, ms", SCRIPT_BAR, cost?.react),
    row(
      "longest task, snapshot of 10k rows, ms",
      `≤ ${TASK_BAR_MS} ms`,
      longestTask,
      ({ rrweb, samepage }) => ({
        rrweb: figure(rrweb),
        samepage: figure(samepage),
        ratio: "",
        holds: samepage <= TASK_BAR_MS,
      }),
    ),
    row("capture script, gzip, bytes", "≤ 22 KB", size, ({ rrweb, samepage }) => ({
      rrweb: figure(rrweb),
      samepage: figure(samepage),
      ratio: (samepage / rrweb).toFixed(2),
      holds: samepage <= CAPTURE_BAR_BYTES,
    })),
  ];
}

function placeRows({ probes, privacy }) {
  return [
    row("probes", "all", probes, ({ rrweb, samepage }) => ({
      rrweb: `${rrweb.ok} of ${rrweb.of}`,
      samepage: `${samepage.ok} of ${samepage.of}`,
      ratio: "",
      holds: samepage.ok === samepage.of,
    })),
    row("privacy, strict, leaks", "0", privacy, ({ rrweb, samepage }) => ({
      rrweb: `${rrweb.leaked} of ${rrweb.spots}`,
      samepage: `${samepage.leaked} of ${samepage.spots}${samepage.valid ? "" : ", control lost"}`,
      ratio: "",
      holds: samepage.leaked === 0 && samepage.valid,
    })),
  ];
}

/** Prints the whole table of what was run, now or before. */
export function printShared(results) {
  printTable(
    "Against the larger benchmark",
    ["figure", "rrweb", "samepage", "ratio", "bar", "reached"],
    [
      fidelityRow("fidelity", results.fidelity),
      fidelityRow("fidelity, pages with scripts", results.scripted),
      fidelityRow("fidelity, built after joining", results.inject),
      ...placeRows(results),
      ...latencyRows(results.latency),
      ...byteRows(results),
      ...costRows(results),
    ],
  );
}
