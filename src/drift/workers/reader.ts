import { parentPort, workerData } from "node:worker_threads";
import { accountWithout } from "../../snapshot/account-without";
import { VerifiedFolder } from "../../snapshot/verify";
import { PlainRoles } from "../plain-roles";
import { mostAhead, type ReadingTask } from "./task";

// The entry of the thread that reads accounts ahead; what it throws ends the thread, and whoever waits for it hears of it.
if (parentPort !== null) {
  const { path, containers, limit, own, taken } = workerData as ReadingTask;
  const silent = new PlainRoles(own, limit.now);
  const folder = new VerifiedFolder(path);
  const asked = new Int32Array(taken);
  for (const [position, container] of containers.entries()) {
    for (let done = Atomics.load(asked, 0); position - done >= mostAhead; done = Atomics.load(asked, 0)) {
      Atomics.wait(asked, 0, done);
    }
    parentPort.postMessage(accountWithout(silent, path, container, folder, limit) ?? null);
  }
}
