import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type ProcessGroup, spawnGroup } from "./harness/process-group";

const project = resolve(__dirname, "../..");
/** Leads a group with one more process in it, whose id it says, as Terraform does with its provider. */
const leader = ["-c", "sleep 600 & echo $!; wait"];

describe("processes that the tests start", () => {
  it("end with their leader, when it is killed", async () => {
    const group = spawnGroup("sh", leader, { stdio: ["ignore", "pipe", "ignore"] });
    const member = Number(await firstLine(group.child));
    expect(lives(member)).toBe(true);
    group.kill();
    await ended(member);
  });

  it("end with their leader, when only it is killed", async () => {
    const group = spawnGroup("sh", leader, { stdio: ["ignore", "pipe", "ignore"] });
    const member = Number(await firstLine(group.child));
    group.child.kill("SIGKILL");
    await ended(member);
  });

  it.each(["SIGKILL", "SIGTERM", "SIGINT"] as const)("end with the test that started them, on %s", async (signal) => {
    const program = `
      const { spawnGroup } = require("./test/e2e/harness/process-group.ts");
      spawnGroup("sh", ${JSON.stringify(leader)}, { stdio: ["ignore", "inherit", "ignore"] });`;
    const test = spawn(process.execPath, ["--require", "./scripts/typescript.cjs", "-e", program], {
      cwd: project,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const member = Number(await firstLine(test));
    expect(lives(member)).toBe(true);
    test.kill(signal);
    await ended(member);
  });
});

async function firstLine(child: ProcessGroup["child"]): Promise<string> {
  if (child.stdout === null) throw new Error("its output is not read");
  const [chunk] = await once(child.stdout, "data");
  return String(chunk).trim();
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function ended(pid: number): Promise<void> {
  await expect.poll(() => lives(pid), { timeout: 30_000 }).toBe(false);
}
