import { type Command, InvalidArgumentError, Option } from "commander";
import type { ReviewOptions } from "../commands/review";
import { failOnOption, formatOption, gathered, nowOption, pathOfOption } from "../options";

/** Adds `review`; what it does is loaded when it is asked for. */
export function addReviewCommand(program: Command, finish: (status: number) => void, statuses: string): void {
  program
    .command("review")
    .description("say who gains what by a change of the declaration, who has to approve it, and whether they did")
    .addOption(
      directory("--base <dir>", "the declaration that the change is made from: all that decides comes from it"),
    )
    .addOption(directory("--head <dir>", "the declaration that would be merged; no code in it is run"))
    .addOption(
      new Option("--plan <file>", "what Terraform would do: terraform show -json PLAN; repeatable").argParser(
        gathered(pathOfOption),
      ),
    )
    .addOption(
      new Option("--pull <file>", "{ pull, reviews, commits } as the hosting service's REST API gives them").argParser(
        pathOfOption,
      ),
    )
    .option("--repository <name>", "the repository that the pull file has to be of, such as acme/infrastructure")
    .addOption(new Option("--number <n>", "the pull request that the pull file has to be of").argParser(number))
    .option("--zone <zone>", "a time zone in which times are shown beside UTC, such as Europe/Berlin")
    .addOption(
      new Option(
        "--evidence <file>",
        "write what was decided, by what and of what, for gate --require-approval",
      ).argParser(pathOfOption),
    )
    .addOption(
      new Option(
        "--token <file>",
        "an ID token of the CI job that asks: its claims are what an automatic approval may go by",
      ).argParser(pathOfOption),
    )
    .addOption(
      new Option("--jwks <file>", "the issuer's keys, as its jwks_uri gives them; no network is asked").argParser(
        pathOfOption,
      ),
    )
    .option("--issuer <url>", "whose token it has to be, such as https://token.actions.githubusercontent.com")
    .option("--audience <text>", "for whom the token has to be made")
    .addOption(formatOption())
    .addOption(new Option("--out <file>", "write the review to a file").argParser(pathOfOption))
    .addOption(nowOption())
    .addOption(failOnOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold review --base main/access --head access
  leasehold review --base main/access --head access --pull pull.json --format markdown --out comment.md
  leasehold review --base main/access --head access --plan plan.json --zone Europe/Berlin
  leasehold review --base main/access --head access --pull pull.json --evidence evidence.json
  leasehold gate plan.json --estate access --require-approval evidence.json
  leasehold review --base main/access --head access --pull pull.json \\
    --token token.jwt --jwks jwks.json --issuer https://token.actions.githubusercontent.com --audience leasehold

A token counts for the identity whose \`aws.oidc\` names its issuer, subject and claims at the base, and only if its signature, issuer,
audience and time hold. Without one, and wherever a claim is not known, a condition that asks for \`request.claims\` asks a person.
The file of --evidence is taken away first: it is there only once this run has decided.
${statuses}`,
    )
    .action(async (options: ReviewOptions) => finish(await (await import("../commands/review.js")).review(options)));
}

function directory(flags: string, description: string): Option {
  return new Option(flags, description).argParser(pathOfOption).makeOptionMandatory();
}

function number(word: string): number {
  if (/^[1-9][0-9]{0,14}$/.test(word)) return Number(word);
  throw new InvalidArgumentError("It is no number of a pull request.");
}
