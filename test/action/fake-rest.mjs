// `gh api PATH` and `curl … URL` by a map from paths to answers; what is not in it is refused, with a body as services send it.
import { readFileSync, writeFileSync } from "node:fs";

const answers = JSON.parse(readFileSync(process.env.FAKE_REST, "utf8"));
const words = process.argv.slice(2);
const isCurl = words.includes("--silent");
const path = isCurl
  ? words.find((word) => word.startsWith("https://")).replace(/^https:\/\/[^/]+\/api\/v4\//, "")
  : words.find((word) => word.startsWith("repos/"));
const answer = answers[path.replace(/\?.*$/, "")];
const body = JSON.stringify(answer ?? { message: isCurl ? "404 Not Found" : "Not Found", status: "404" });
if (isCurl) writeFileSync(words[words.indexOf("--output") + 1], body);
else process.stdout.write(body);
process.exitCode = answer === undefined && !isCurl ? 1 : 0;
