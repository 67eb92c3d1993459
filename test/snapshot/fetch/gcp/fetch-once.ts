import { fetchSnapshot } from "../../../../src/snapshot/fetch/fetch";
import { gcpContainers } from "../../../../src/snapshot/fetch/gcp/containers";
import { gcpParts } from "../../../../src/snapshot/manifest";
import { requestsTo } from "./fake-google";

/** Takes a snapshot in a process of its own, so that it can be killed: `node … PORT OUT SECONDS`. */
const [, , port = "", out = "", seconds = ""] = process.argv;
const now = Number(seconds);

void gcpContainers({
  containers: ["acme-prod"],
  now: () => now * 1000,
  requests: async () => requestsTo(Number(port)),
}).then((containers) =>
  fetchSnapshot({
    out,
    leasehold: "0.0.0",
    now: () => now,
    containers,
    allParts: gcpParts,
    parts: gcpParts,
    arguments: { cloud: "gcp", containers: ["acme-prod"] },
  }),
);
