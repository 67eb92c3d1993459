// `gh api` against a world in a file: just enough of GitHub for the action, page by page as the real one prints them.
import { readFileSync, writeFileSync } from "node:fs";

const file = process.env.FAKE_GH_WORLD;
const world = JSON.parse(readFileSync(file, "utf8"));
const words = process.argv.slice(2);
const method = words.includes("--method") ? words[words.indexOf("--method") + 1] : "GET";
const path = words
  .slice(1)
  .find((word, at, all) => !word.startsWith("-") && !["--method", "--input"].includes(all[at - 1]));
const input = words.includes("--input") ? JSON.parse(readFileSync(0, "utf8")) : undefined;

function save() {
  world.log.push(`${method} ${path.split("?")[0]}`);
  writeFileSync(file, JSON.stringify(world));
}

function refuse(status) {
  save();
  process.stderr.write(`gh: Resource not accessible by integration (HTTP ${status})\n`);
  process.exit(1);
}

if (words[0] !== "api" || !process.env.GH_TOKEN) throw new Error(`not faked: ${words.join(" ")}`);
if (world.refused.some((pattern) => new RegExp(pattern).test(`${method} ${path}`))) refuse(403);

const [, , , ...rest] = path.split("?")[0].split("/");
const paged = (list) => {
  if (!words.includes("--paginate")) return list.slice(0, world.page);
  for (let at = 0; at < list.length; at += world.page) {
    process.stdout.write(JSON.stringify(list.slice(at, at + world.page)));
  }
  return undefined;
};

let answer;
const route = `${method} ${rest.join("/")}`;
if (route === "GET pulls/7" || route === "GET 7") answer = world.pull;
else if (/^GET (commits\/)?[0-9a-f]{40}\/pulls$/.test(route)) answer = world.merges;
else if (/^GET (pulls\/)?7\/reviews$/.test(route)) answer = paged(world.reviews);
else if (/^GET (pulls\/)?7\/commits$/.test(route)) answer = paged(world.commits);
else if (/^GET (issues\/)?7\/comments$/.test(route)) answer = paged(world.comments);
else if (/^POST (issues\/)?7\/comments$/.test(route)) {
  answer = { id: 1000 + world.comments.length, user: world.self, body: input.body };
  world.comments.push(answer);
} else if (/^PATCH (issues\/)?comments\/\d+$/.test(route)) {
  answer = world.comments.find(({ id }) => String(id) === rest.at(-1));
  if (!answer) refuse(404);
  answer.body = input.body;
} else if (route === "GET activity" || route === "GET ") answer = world.activity;
else if (/sarifs$/.test(route)) world.sarifs.push(input);
else if (/^POST statuses|^POST [0-9a-f]{40}$/.test(route)) world.statuses.push({ ...input, path });
else throw new Error(`not faked: ${route}`);
save();
if (answer !== undefined) process.stdout.write(JSON.stringify(answer));
