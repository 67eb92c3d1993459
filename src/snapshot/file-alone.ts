import { readFileSync, statSync } from "node:fs";
import { answersOf, arnsOf, awsFault } from "../aws/live/believed";
import { accountOfText } from "../aws/read/arn";
import type { Found, Unreadable } from "../drift/found";
import { isObject } from "../terraform/shape";
import { type AgeLimit, ageFault } from "./age";
import { type Answered, goesOn, sentence } from "./answered";
import { foundInAccount } from "./aws-found";
import { foundInContainer } from "./gcp-found";
import { readJson } from "./json-text";
import { awsParts, gcpParts, type Part } from "./manifest";
import { nothingFound } from "./nothing";
import { whyUnread } from "./verify";

/** What the clouds' own command lines write in one file. */
export const madeBy = {
  aws: "aws iam get-account-authorization-details",
  gcp: "gcloud asset search-all-iam-policies --format=json",
} as const;

const fix = `Give a folder made by \`leasehold snapshot\`, or the whole output of \`${madeBy.aws}\` or of \`${madeBy.gcp}\`.`;

/** One file that a cloud's own command line made; what a snapshot would hold besides is unreadable. */
export async function foundInFile(path: string, limit: AgeLimit): Promise<Found> {
  let bytes: Buffer;
  let written: number;
  try {
    written = Math.floor(statSync(path).mtimeMs / 1000);
    bytes = readFileSync(path);
  } catch (error) {
    return nothingFound(path, { what: path, message: sentence(whyUnread(error)), fix });
  }
  const read = readJson(bytes);
  if ("fault" in read) return nothingFound(path, { what: path, message: sentence(read.fault), fix });
  const { value } = read;
  const age = ageOf(path, written, limit);
  if (Array.isArray(value)) return ofGoogle(path, value, age);
  if (isObject(value) && lists.some((name) => name in value)) return ofAws(path, value, age);
  const message = "It is neither a snapshot nor what the clouds' command lines write.";
  return nothingFound(path, { what: path, message, fix });
}

const lists = ["RoleDetailList", "UserDetailList", "GroupDetailList", "Policies"];

/** The file tells no time but that of its own writing. */
function ageOf(path: string, written: number, limit: AgeLimit): readonly Unreadable[] {
  const fault = ageFault(written, limit)?.replace("asked for", "written");
  if (fault === undefined) return [];
  return [{ what: path, message: sentence(fault), fix: "Make the file anew, or allow its age with `--max-age`." }];
}

function ofAws(path: string, value: Readonly<Record<string, unknown>>, age: readonly Unreadable[]): Found {
  const refuse = (message: string, mend: string = fix) =>
    nothingFound(path, { what: path, message: sentence(message), fix: mend });
  const missing = lists.find((name) => !(name in value));
  if (missing !== undefined) return refuse(`it has no \`${missing}\`, so that it is only a part of the answer`);
  const whole = "Leave out `--max-items`, `--no-paginate` and `--query`.";
  if (goesOn(value)) return refuse("a page is missing: it says that more follow", whole);
  const fault = awsFault("authorization", [value], undefined);
  if (fault !== undefined) return refuse(fault);
  const accounts = new Set<string | undefined>();
  for (const arn of arnsOf(answersOf(new Map([["authorization", [value]]]), undefined)))
    accounts.add(accountOfText(arn));
  if (accounts.size > 1 || accounts.has(undefined)) return refuse("it tells of more than one account");
  const [account] = accounts;
  const found = foundInAccount(path, account, alone("authorization-details", value, awsParts, account, madeBy.aws));
  return { ...found, unreadable: [...age, ...found.unreadable] };
}

async function ofGoogle(path: string, results: readonly unknown[], age: readonly Unreadable[]): Promise<Found> {
  const found = await foundInContainer(
    path,
    undefined,
    alone("iam-policies", { results }, gcpParts, undefined, madeBy.gcp),
  );
  return { ...found, unreadable: [...age, ...found.unreadable] };
}

function alone(
  part: Part,
  content: unknown,
  all: readonly Part[],
  container: string | undefined,
  command: string,
): Answered {
  const unreadable = all
    .filter((each) => each !== part)
    .map((each) => ({
      what: container === undefined ? each : `${container}: ${each}`,
      message: `The output of \`${command}\` does not hold it.`,
      fix: "Take a snapshot with `leasehold snapshot`, which asks for it.",
    }));
  return { contents: new Map([[part, [content]]]), unreadable, notAsked: [] };
}
