import { posix } from "node:path";
import { version } from "../version";

/**
 * A GitHub workflow that checks the estate and synthesizes it on every pull request, with commands that exist.
 * `estate` is seen from `project`, the npm project's directory within the repository, where there is one.
 */
export function workflow({ estate, project }: { readonly estate: string; readonly project?: string }): string {
  const run = project === undefined ? `npx --yes leasehold@${version}` : "npx --no-install leasehold";
  const within =
    project === undefined || project === "."
      ? ""
      : `    defaults:
      run: { working-directory: ${JSON.stringify(project)} }
`;
  // JSON strings are YAML strings, and quotes of the shell keep spaces in a directory's name.
  const step = (command: string): string => JSON.stringify(`${run} ${command}`);
  const directory = quoted(estate);
  return `name: leasehold
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  estate:
    runs-on: ubuntu-latest
${within}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
${project !== undefined ? "      - run: npm ci\n" : ""}      - run: ${step(`check ${directory} --format github`)}
      - run: ${step(`synth ${directory} --out out`)}
      - uses: actions/upload-artifact@v4
        with: { name: terraform, path: ${JSON.stringify(project === undefined ? "out" : posix.join(project, "out"))} }
`;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) && !path.startsWith("-") ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
