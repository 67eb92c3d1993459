import { Argument, Command, Option } from "commander";
import type { CheckOptions } from "./commands/check";
import type { CodeownersOptions } from "./commands/codeowners";
import type { DriftOptions } from "./commands/drift";
import type { GateOptions } from "./commands/gate";
import type { InitOptions } from "./commands/init";
import type { ReportOptions } from "./commands/report";
import type { SchemaOptions } from "./commands/schema";
import type { SnapshotOptions } from "./commands/snapshot";
import type { SynthOptions } from "./commands/synth";
import { addGrantCommands } from "./grants/program";
import { failOnOption, formatOption, gathered, maxAgeOption, nowOption, path, pathOfOption, words } from "./options";
import { addProviderCommand } from "./provider/program";
import { addReviewCommand } from "./review/program";
import { version } from "./version";

const statuses = `
Exit status:
  0   nothing at or above --fail-on
  1   findings
  2   not judged: usage, unreadable or incomplete input, an estate that does not load or link
  70  a fault in leasehold`;

/** The commands, their arguments and their help. What a command does is loaded when it is asked for. */
export function programOf(finish: (status: number) => void): Command {
  const program = new Command("leasehold")
    .description("Just-in-time access as infrastructure code: the cloud itself ends every lease.")
    .version(version, "-V, --version", "the version")
    .helpOption("-h, --help", "this help")
    .helpCommand("help [command]", "the help of a command")
    .showHelpAfterError("(--help says what there is)")
    .addHelpText(
      "after",
      `
Examples:
  leasehold init                       an estate to start from, in access/
  leasehold check                      is access/ valid and governed
  leasehold synth --out out            Terraform JSON, one root for each target
  leasehold check --format github      annotations on a pull request
  leasehold gate plan.json             standing access and static keys in a plan
  leasehold drift --snapshot found     what is there that nothing declares
  leasehold provider install           the Terraform provider, for plain HCL
${statuses}`,
    );

  program
    .command("init")
    .description("write an estate to start from, with editor support and a CI workflow; overwrites nothing")
    .argument("[dir]", "where the estate goes", path, "access")
    .addOption(nowOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold init
  leasehold init infra/access`,
    )
    .action(async (directory: string, options: InitOptions) =>
      finish(await (await import("./commands/init.js")).init(directory, options)),
    );

  program
    .command("check")
    .description("say whether an estate is valid and governed")
    .argument("[dir]", "where the estate is", path, "access")
    .addOption(
      new Option("--hosting <file>", "judge too whether the hosting service lets anybody past an approval").argParser(
        pathOfOption,
      ),
    )
    .addOption(formatOption())
    .addOption(new Option("--out <file>", "write the report to a file").argParser(pathOfOption))
    .addOption(nowOption())
    .addOption(failOnOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold check
  leasehold check infra/access --fail-on warning
  leasehold check --format sarif --out leasehold.sarif
  leasehold check --now 2026-11-23T09:00:00Z      as it will be judged then
  leasehold check --hosting hosting.json          branch and environment protection: the service's REST answers
${statuses}`,
    )
    .action(async (directory: string, options: CheckOptions) =>
      finish(await (await import("./commands/check.js")).check(directory, options)),
    );

  program
    .command("synth")
    .description("write Terraform JSON, one root for each target; an estate that is not governed writes nothing")
    .argument("[dir]", "where the estate is", path, "access")
    .addOption(
      new Option("--out <dir>", "where the roots go: <dir>/<target>/main.tf.json")
        .argParser(pathOfOption)
        .makeOptionMandatory(),
    )
    .option("--target <name...>", "only these targets")
    .addOption(formatOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold synth --out out
  leasehold synth infra/access --out out --target orders-prod
  terraform -chdir=out/orders-prod init && terraform -chdir=out/orders-prod plan
${statuses}`,
    )
    .action(async (directory: string, options: SynthOptions) =>
      finish(await (await import("./commands/synth.js")).synth(directory, options)),
    );

  program
    .command("gate")
    .description("judge the access that a Terraform plan would leave behind; needs no credentials and no network")
    .argument(
      "<plan>",
      'what "terraform show -json PLAN" wrote; - is standard input; with --verify the binary plan',
      path,
    )
    .addOption(new Option("--estate <dir>", "the declaration that the plan should meet").argParser(pathOfOption))
    .addOption(
      new Option(
        "--base <dir>",
        "the declaration that it changes from: its policy, waivers and owners decide",
      ).argParser(pathOfOption),
    )
    .addOption(
      new Option("--baseline <file>", "an earlier verdict (JSON): what stands in it becomes a note").argParser(
        pathOfOption,
      ),
    )
    .addOption(
      new Option("--source <dir>", "where the configuration is, to name files and lines").argParser(pathOfOption),
    )
    .addOption(
      new Option("--binary <file>", "the binary plan, whose digest the verdict then carries").argParser(pathOfOption),
    )
    .addOption(
      new Option("--verify <verdict>", "say whether the binary plan is the one that passed in this verdict").argParser(
        pathOfOption,
      ),
    )
    .addOption(
      new Option(
        "--require-approval <evidence>",
        "what review --evidence wrote: leases that it does not cover are refused",
      ).argParser(pathOfOption),
    )
    .option("--facts", "add every fact about access to the report")
    .addOption(formatOption())
    .addOption(new Option("--out <file>", "write the report to a file").argParser(pathOfOption))
    .addOption(nowOption())
    .addOption(failOnOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold gate plan.json                        made by: terraform show -json tfplan > plan.json
  terraform show -json tfplan | leasehold gate -
  leasehold gate plan.json --estate access --base main/access --source .
  leasehold gate plan.json --format json --out baseline.json
  leasehold gate plan.json --baseline baseline.json        only what is new fails
  leasehold gate plan.json --binary tfplan --format json --out verdict.json
  leasehold gate plan.json --estate access --require-approval evidence.json
  leasehold gate --verify verdict.json tfplan && terraform apply tfplan
${statuses}`,
    )
    .action(async (plan: string, options: GateOptions) =>
      finish(await (await import("./commands/gate.js")).gate(plan, options)),
    );

  program
    .command("drift")
    .description("compare what is declared with what is there; it only reads, and never asks a cloud itself")
    .argument("[dir...]", "where the estates are, judged together (access if not given)", gathered(path))
    .addOption(
      new Option("--state <file>", "a state: terraform show -json, or terraform state pull; repeatable").argParser(
        gathered(pathOfOption),
      ),
    )
    .addOption(
      new Option("--plan <file>", "a refresh-only plan: terraform show -json PLAN; repeatable").argParser(
        gathered(pathOfOption),
      ),
    )
    .addOption(
      new Option(
        "--snapshot <path>",
        "a folder of leasehold snapshot, or a file of aws or gcloud; repeatable",
      ).argParser(gathered(pathOfOption)),
    )
    .addOption(
      new Option("--trail <dir>", "CloudTrail's log files, or exported audit logs: how leases were used").argParser(
        pathOfOption,
      ),
    )
    .addOption(maxAgeOption())
    .addOption(
      new Option("--fix-plan <file>", "write the next step for each finding, as a Markdown checklist").argParser(
        pathOfOption,
      ),
    )
    .addOption(formatOption())
    .addOption(new Option("--out <file>", "write the report to a file").argParser(pathOfOption))
    .addOption(nowOption())
    .addOption(failOnOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold drift --snapshot found                 made by: leasehold snapshot aws --out found
  leasehold drift --state out/orders-prod/terraform.tfstate
  terraform plan -refresh-only -out r && terraform show -json r > r.json && leasehold drift --plan r.json
  leasehold drift a/access b/access --snapshot found     what either of them explains is explained
  leasehold drift --snapshot found --max-age 2d --fix-plan todo.md
  leasehold drift --snapshot found --trail trail --format json --out drift.json
${statuses}`,
    )
    .action(async (directories: readonly string[], options: DriftOptions) =>
      finish(await (await import("./commands/drift.js")).drift(directories, options)),
    );

  program
    .command("snapshot")
    .description("fetch what is there, for drift; it only reads, and goes on where it was cut off")
    .addArgument(new Argument("<cloud>", "whose").choices(["aws", "gcp"]))
    .addOption(
      new Option("--out <dir>", "the folder that is made; the same command goes on with it")
        .argParser(pathOfOption)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--parts <names>", "only these, such as roles,access-keys (all if not given)").argParser(words),
    )
    .addOption(new Option("--estate <dir>", "ask in the targets of this estate").argParser(pathOfOption))
    .addOption(new Option("--account <id>", "aws: an account; repeatable (your own if not given)").argParser(words))
    .addOption(new Option("--region <name>", "aws: a region; repeatable").argParser(words))
    .option("--profile <name>", "aws: a profile of your configuration")
    .option("--assume-role <role>", "aws: the role in each account: a name, or an ARN with {account} in it")
    .option("--external-id <id>", "aws: what the role asks for besides")
    .addOption(new Option("--project <id>", "gcp: a project; repeatable").argParser(words))
    .addOption(new Option("--scope <name>", "gcp: folders/ID or organizations/ID; repeatable").argParser(words))
    .option("--impersonate <email>", "gcp: the service account in whose name is asked")
    .addOption(nowOption())
    .addHelpText(
      "after",
      `
Parts of aws: authorization-details, roles, access-keys, identity-providers, identity-center, organization,
              roles-anywhere, access-analyzer
Parts of gcp: iam-policies, custom-roles, service-account-keys, federation, pam, organization-policies

Examples:
  leasehold snapshot aws --out found
  leasehold snapshot aws --out found --account 111122223333 --account 444455556666 --assume-role audit
  leasehold snapshot aws --out found --estate access --parts authorization-details,roles
  leasehold snapshot gcp --out found --project acme-orders-prod
  leasehold drift --snapshot found

Exit status:
  0   all that was asked for is answered
  2   not all is: usage, no credentials, or a part that was denied or failed; the folder says which
  70  a fault in leasehold`,
    )
    .action(async (cloud: "aws" | "gcp", options: SnapshotOptions) =>
      finish(await (await import("./commands/snapshot.js")).snapshot(cloud, options)),
    );

  program
    .command("codeowners")
    .description("write the code-owners file: who is asked for review of which file of the estate")
    .argument("[dir]", "where the estate is", path, "access")
    .addOption(
      new Option("--out <file>", "the code-owners file (the repository's own if not given)").argParser(pathOfOption),
    )
    .addOption(new Option("--check [file]", "write nothing; say whether the file is current").argParser(pathOfOption))
    .option("--sections", "GitLab: a section for each team, so that each of them is asked")
    .addHelpText(
      "after",
      `
Lines outside of the block from "# leasehold: begin" to "# leasehold: end" stay as they are. Code owners are only
asked, and on GitHub any one owner of a file suffices: leasehold review decides.

Examples:
  leasehold codeowners
  leasehold codeowners infra/access --out .github/CODEOWNERS
  leasehold codeowners --check                     for CI

Exit status:
  0   written, or current
  1   not current, or governance cannot be asked
  2   usage, an estate that does not load or link, marks that are missing or repeated
  70  a fault in leasehold`,
    )
    .action(async (directory: string, options: CodeownersOptions) =>
      finish(await (await import("./commands/codeowners.js")).codeowners(directory, options)),
    );

  addReviewCommand(program, finish, statuses);
  addGrantCommands(program, finish);
  addProviderCommand(program, finish);

  program
    .command("report")
    .description("write one page about an estate: leases on a time line, roles, who can reach what, findings")
    .argument("[dir]", "where the estate is", path, "access")
    .addOption(new Option("--out <file>", "the page (HTML)").argParser(pathOfOption).makeOptionMandatory())
    .addOption(nowOption())
    .option("--zone <name>", "a second zone for every time, such as Europe/Berlin; UTC is always there")
    .addHelpText(
      "after",
      `
The page is one file that asks no network for anything; what is not governed stands in it too, and ends in 1.

Examples:
  leasehold report --out report.html
  leasehold report infra/access --out report.html --zone Europe/Berlin
  leasehold report --now 2026-11-23T09:00:00Z --out report.html     the same estate gives the same bytes
${statuses}`,
    )
    .action(async (directory: string, options: ReportOptions) =>
      finish(await (await import("./commands/report.js")).report(directory, options)),
    );

  program
    .command("rules")
    .description("say what the rules are, or what one means")
    .argument("[name]", "a rule's name")
    .addHelpText(
      "after",
      `
Examples:
  leasehold rules
  leasehold rules standing-privileged-access`,
    )
    .action(async (name: string | undefined) => finish(await (await import("./commands/rules.js")).rules(name)));

  program
    .command("schema")
    .description("print the JSON Schema of an estate's files")
    .addOption(new Option("--out <file>", "write it to a file").argParser(pathOfOption))
    .addHelpText(
      "after",
      `
Examples:
  leasehold schema > schema.json
  leasehold schema --out access/schema.json`,
    )
    .action(async (options: SchemaOptions) => finish(await (await import("./commands/schema.js")).schema(options)));

  return program;
}
