// `curl` against a world in a file: just enough of GitLab's REST API, with its pages.
import { readFileSync, writeFileSync } from "node:fs";

const file = process.env.FAKE_GITLAB;
const world = JSON.parse(readFileSync(file, "utf8"));
const words = process.argv.slice(2);
const of = (option) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
const url = new URL(words.find((word) => word.startsWith("https://")));
const method = of("--request") ?? "GET";
const token = readFileSync(of("--header").slice(1), "utf8").trim();
const path = url.pathname.replace("/api/v4/", "");
const data = of("--data-binary") ? JSON.parse(readFileSync(of("--data-binary").slice(1), "utf8")) : undefined;
world.log.push(`${method} ${path}`);

if (token !== "PRIVATE-TOKEN: gl-token" || words.join(" ").includes("gl-token"))
  throw new Error("the token is told to everybody");
let answer;
const request = "projects/5/merge_requests/7";
if (path === "user") answer = { id: 77 };
else if (method === "GET") answer = world[path === request ? "pull" : path.replace(`${request}/`, "")];
else if (method === "POST" && path === `${request}/notes`)
  world.notes.push({ id: 1000, system: false, author: { id: 77 }, ...data });
else if (method === "PUT")
  Object.assign(
    world.notes.find(({ id }) => `${request}/notes/${id}` === path),
    data,
  );
if (method === "GET" && answer === undefined) {
  process.stderr.write(`curl: (22) The requested URL returned error: 404: ${path}\n`);
  process.exit(22);
}
const page = Number(url.searchParams.get("page") ?? 1);
if (Array.isArray(answer)) {
  const next = answer.length > page * 2 ? page + 1 : "";
  writeFileSync(of("--dump-header"), `HTTP/2 200\r\nx-next-page: ${next}\r\n\r\n`);
  answer = answer.slice((page - 1) * 2, page * 2);
}
writeFileSync(file, JSON.stringify(world));
if (of("--output") !== "/dev/null") writeFileSync(of("--output"), JSON.stringify(answer));
