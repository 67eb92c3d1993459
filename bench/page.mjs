import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { generator } from "./generator.mjs";
import { median, runNode } from "./measure.mjs";

const require = createRequire(import.meta.url);
const leases = 5_000;

/**
 * How long the page of `leasehold report` takes to open in a headless browser, until it is drawn, and to answer a filter. The size
 * is that of the promise, also in CI. Where no browser is found, that is said and nothing is measured.
 *
 * @param {{ cli: string, space: string, now: string[], rounds: number }} settings
 * @param {{ amount: Function }} say where figures go, see `run.mjs`
 */
export async function page({ cli, space, now, rounds }, { amount }) {
  const { benchmarkSize, generateEstate, writeEstate } = generator("generate-estate");
  const { Chromium, chromiumPath } = require("../test/browser/harness/chromium.ts");
  const { Tab } = require("../test/browser/harness/tab.ts");
  const path = chromiumPath();
  if (path === undefined) {
    process.stdout.write("page: no Chromium is here, so how long it takes to open is not measured\n");
    return;
  }
  const estate = join(space, "page-estate");
  const file = join(space, "report.html");
  writeEstate(estate, generateEstate({ ...benchmarkSize, roles: leases / 2, grants: leases, files: leases / 10 }));
  // The generated estate need not be governed: the page is written all the same.
  runNode([cli, "report", estate, "--out", file, "--zone", "Europe/Berlin", ...now], { memory: false, status: [0, 1] });
  const browser = new Chromium(path);
  try {
    const opened = [];
    const filtered = [];
    for (let round = 0; round < Math.max(3, rounds); round++) {
      const tab = await Tab.open(browser);
      await tab.size(1280, 900);
      const begun = performance.now();
      await tab.load(file);
      opened.push(performance.now() - begun);
      const shown = await tab.ask("document.querySelector('#filter-status').textContent");
      if (!shown.startsWith("5,000 leases")) throw new Error(`the page shows ${shown}`);
      for (const text of ["inc-4", "person-1-1", "no such thing", ""]) filtered.push(await tab.ask(filtering(text)));
      if (tab.complaints.length > 0) throw new Error(tab.complaints.join("\n"));
      await tab.close();
    }
    const megabytes = (statSync(file).size / 1e6).toFixed(1);
    amount(`opening the page of 5,000 leases (${megabytes} MB) in headless Chromium`, median(opened), "ms", 2_000);
    amount("the slowest answer of a filter on that page", Math.max(...filtered), "ms", 100);
  } finally {
    await browser.close();
  }
}

/** Milliseconds from a change of the text until the page is laid out anew. */
function filtering(text) {
  return `(() => {
    const field = document.getElementById("filter-text");
    const begun = performance.now();
    field.value = ${JSON.stringify(text)};
    field.dispatchEvent(new Event("input"));
    document.documentElement.getBoundingClientRect();
    return performance.now() - begun;
  })()`;
}
