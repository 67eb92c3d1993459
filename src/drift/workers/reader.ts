import { parentPort, workerData } from "node:worker_threads";
import { accountWithout } from "../../snapshot/account-without";
import { VerifiedFolder } from "../../snapshot/verify";
import { PlainRoles } from "../plain-roles";
import { mostAhead, type ReadAhead, type ReadingTask } from "./task";
import { ToldLater } from "./told-later";

// The entry of the thread that reads accounts ahead; what it throws ends the thread, and whoever waits for it hears of it.
if (parentPort !== null) {
  const { path, containers, limit, own, taken } = workerData as ReadingTask;
  const silent = new PlainRoles(new ToldLater(own), limit.now);
  const folder = new VerifiedFolder(path);
  const asked = new Int32Array(taken);
  let posted = 0;
  for (const container of containers) {
    for (let done = Atomics.load(asked, 0); posted - done >= mostAhead; done = Atomics.load(asked, 0)) {
      Atomics.wait(asked, 0, done);
    }
    const before = folder.parsed;
    const read = accountWithout(silent, path, container, folder, limit) ?? null;
    const weight = Math.ceil((folder.parsed - before) / 1024);
    posted += weight;
    parentPort.postMessage({ read, weight } satisfies ReadAhead);
  }
}
