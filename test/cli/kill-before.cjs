// Preloaded into a run: kills it before its nth step that changes the disk, as a crash or an out-of-memory killer would.
const fs = require("node:fs");

let left = Number(process.env.KILL_BEFORE);
const steps = ["mkdirSync", "writeSync", "fsyncSync", "fchmodSync", "linkSync", "renameSync", "unlinkSync", "rmSync"];

function counted(step) {
  return (...words) => {
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
    return step(...words);
  };
}

for (const name of steps) fs[name] = counted(fs[name]);
const open = fs.openSync;
fs.openSync = (path, flags, ...rest) =>
  flags === "wx" ? counted(open)(path, flags, ...rest) : open(path, flags, ...rest);
