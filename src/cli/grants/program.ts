import { type Command, InvalidArgumentError, Option } from "commander";
import { sentence } from "../../diagnostics/wording";
import { parseDuration } from "../../time/duration";
import { type Instant, parseInstant } from "../../time/instant";
import type { ActivateOptions } from "../commands/activate";
import type { ExtendOptions } from "../commands/extend";
import type { OffboardOptions } from "../commands/offboard";
import type { PruneOptions } from "../commands/prune";
import type { RequestOptions } from "../commands/request";
import type { StatusOptions } from "../commands/status";
import { nowOption, path, pathOfOption, words } from "../options";
import type { ChangeOptions } from "./change";

const statuses = `
Exit status:
  0   written
  2   refused, and nothing written: usage, what check would not let pass, an estate that does not load
  70  a fault in leasehold`;

/** The commands of a grant's life: edits of its file, which are committed like any other. */
export function addGrantCommands(program: Command, finish: (status: number) => void): void {
  program
    .command("request")
    .description("ask for a lease: write a grant in a file of its own, and say who must approve it")
    .argument("<role>", "the role that is needed")
    .option("--as <identity>", "who is to hold it (from git, or the CI's own, if not given)")
    .addOption(new Option("--ttl <duration>", "how long, such as 2h").argParser(durationText).makeOptionMandatory())
    .option("--ticket <ticket>", "the ticket that asks for it")
    .option("--reason <text>", "what is to be done, and why")
    .addOption(startOption("when it begins (only requested, until activate, if not given)"))
    .option("--task <name>", "an agent's task")
    .addOption(new Option("--target <name>", "only in this target of the role; repeatable").argParser(words))
    .option("--name <name>", "the grant's name (made of who, what and when if not given)")
    .addOption(new Option("--dir <dir>", "where the estate is (access if not given)").argParser(pathOfOption))
    .addOption(nowOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold request instance-operator --ttl 2h --ticket INC-4711 --reason "Restart of the stuck order workers"
  leasehold request instance-operator --as repair-agent --task restart-orders --ttl 30m --ticket CHG-7 --reason "…"
  leasehold request orders-reader --as dana --ttl 4h --start 2026-11-24T09:00:00Z --dir infra/access
${statuses}`,
    )
    .action(async (role: string, options: RequestOptions) =>
      finish(await (await import("../commands/request.js")).request(role, options)),
    );

  ofOneGrant(program, "activate", "begin a lease that was requested and approved: stamp its start")
    .addOption(startOption("when it begins (now if not given)"))
    .addHelpText(
      "after",
      `
Examples:
  leasehold activate dana-restart-2026-11-23
  leasehold activate dana-restart-2026-11-23 infra/access --start 2026-11-24T09:00:00Z
${statuses}`,
    )
    .action(async (grant: string, directory: string, options: ActivateOptions) =>
      finish(await (await import("../commands/activate.js")).activate(grant, directory, options)),
    );

  ofOneGrant(program, "extend", "lengthen a lease before it ends, within the role's maximum")
    .addOption(
      new Option("--by <duration>", "how much longer, such as 30m").argParser(durationText).makeOptionMandatory(),
    )
    .addHelpText(
      "after",
      `
Examples:
  leasehold extend dana-restart-2026-11-23 --by 30m
${statuses}`,
    )
    .action(async (grant: string, directory: string, options: ExtendOptions) =>
      finish(await (await import("../commands/extend.js")).extend(grant, directory, options)),
    );

  ofOneGrant(program, "revoke", "take a grant back: it ends now, or never begins")
    .addHelpText(
      "after",
      `
Examples:
  leasehold revoke dana-restart-2026-11-23
${statuses}`,
    )
    .action(async (grant: string, directory: string, options: ChangeOptions) =>
      finish(await (await import("../commands/revoke.js")).revoke(grant, directory, options)),
    );

  ofOneGrant(program, "complete", "end a lease whose work is done")
    .addHelpText(
      "after",
      `
Examples:
  leasehold complete dana-restart-2026-11-23
${statuses}`,
    )
    .action(async (grant: string, directory: string, options: ChangeOptions) =>
      finish(await (await import("../commands/complete.js")).complete(grant, directory, options)),
    );

  program
    .command("prune")
    .description("take out the grants that ended twelve hours ago or earlier")
    .argument("[dir]", "where the estate is", path, "access")
    .option("--dry-run", "say what would be taken out, and write nothing")
    .addOption(nowOption())
    .addHelpText(
      "after",
      `
A file that holds nothing else goes too; comments and other entries stay as they are.

Examples:
  leasehold prune --dry-run
  leasehold prune infra/access
${statuses}`,
    )
    .action(async (directory: string, options: PruneOptions) =>
      finish(await (await import("../commands/prune.js")).prune(directory, options)),
    );

  program
    .command("status")
    .description("say what is leased now, to whom and until when, what is asked for, and what is over since yesterday")
    .argument("[dir]", "where the estate is", path, "access")
    .option("--me", "only what is mine, and my agents' (who that is: from git, or the CI's own)")
    .option("--as <identity>", "only what is this identity's, and its agents'")
    .addOption(new Option("--format <format>", "as what").choices(["text", "json"]))
    .addOption(nowOption())
    .addHelpText(
      "after",
      `
By the declaration: what is applied is what leasehold drift looks at.

Examples:
  leasehold status
  leasehold status --me
  leasehold status infra/access --as repair-agent --format json

Exit status:
  0   said
  2   not said: usage, an unknown identity, an estate that does not load
  70  a fault in leasehold`,
    )
    .action(async (directory: string, options: StatusOptions) =>
      finish(await (await import("../commands/status.js")).status(directory, options)),
    );

  program
    .command("offboard")
    .description("end all that an identity holds, and list where it is named and what would be left without anybody")
    .argument("<identity>", "who leaves")
    .argument("[dir]", "where the estate is", path, "access")
    .option("--dry-run", "say what would be ended, and write nothing")
    .addOption(nowOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold offboard dana --dry-run
  leasehold offboard dana infra/access

Exit status:
  0   its leases are ended, and everything else has somebody who answers for it
  1   something would be left without anybody who answers for it
  2   refused, and nothing written: usage, an unknown identity, an estate that does not load
  70  a fault in leasehold`,
    )
    .action(async (identity: string, directory: string, options: OffboardOptions) =>
      finish(await (await import("../commands/offboard.js")).offboard(identity, directory, options)),
    );
}

function ofOneGrant(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument("<grant>", "the grant's name")
    .argument("[dir]", "where the estate is", path, "access")
    .addOption(nowOption());
}

/** A duration, kept as it was written. */
function durationText(word: string): string {
  const parsed = parseDuration(word);
  if ("seconds" in parsed) return word;
  throw new InvalidArgumentError(sentence(parsed.fault));
}

function startOption(description: string): Option {
  return new Option("--start <time>", description).argParser((word): Instant => {
    const parsed = parseInstant(word);
    if ("instant" in parsed) return parsed.instant;
    throw new InvalidArgumentError(sentence(parsed.fault));
  });
}
