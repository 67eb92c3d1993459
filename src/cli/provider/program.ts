import { type Command, Option } from "commander";
import type { InstallOptions, PackageOptions } from "../commands/provider";
import { pathOfOption, words } from "../options";

const statuses = (done: string) => `
Exit status:
  0   ${done}
  2   not: usage, a file that cannot be written, or what it needs is missing
  70  a fault in leasehold`;

/** The commands about the Terraform provider. */
export function addProviderCommand(program: Command, finish: (status: number) => void): void {
  const provider = program
    .command("provider")
    .description("install the Terraform provider, or package it for a registry")
    .addHelpText(
      "after",
      `
Examples:
  leasehold provider install
  leasehold provider package --out packages
${statuses("installed, or packaged")}`,
    );

  provider
    .command("install")
    .description(
      "put the provider where Terraform and OpenTofu look by themselves, and say how a configuration asks for it",
    )
    .addOption(
      new Option("--dir <dir>", "another mirror (your own, such as ~/.terraform.d/plugins, if not given)").argParser(
        pathOfOption,
      ),
    )
    .addOption(
      new Option("--for <program>", "only where this one looks: its registry's name is in the path").choices([
        "terraform",
        "opentofu",
      ]),
    )
    .option("--platform <name>", "for which platform, such as linux_amd64 (this machine's if not given)")
    .addOption(
      new Option("--executable <file>", "install this one, as package made it (it needs no Node)").argParser(
        pathOfOption,
      ),
    )
    .addHelpText(
      "after",
      `
What is installed is a script that Node runs, 20.19 or later. Other versions stay beside it.

Examples:
  leasehold provider install
  leasehold provider install --dir terraform.d/plugins       beside one configuration, to be committed with it
  leasehold provider install --for opentofu
  leasehold provider install --executable terraform-provider-leasehold_v0.1.0.exe
${statuses("installed, or installed already")}`,
    )
    .action(async (options: InstallOptions) =>
      finish(await (await import("../commands/provider.js")).installProvider(options)),
    );

  provider
    .command("package")
    .description("make what a registry takes: zip files, manifest, checksums, and their signature")
    .addOption(new Option("--out <dir>", "where the files go").argParser(pathOfOption).makeOptionMandatory())
    .addOption(
      new Option(
        "--key <file>",
        "the secret key that signs (gpg --export-secret-keys); its passphrase is taken from LEASEHOLD_KEY_PASSPHRASE",
      ).argParser(pathOfOption),
    )
    .addOption(
      new Option(
        "--platform <name>",
        "only for this one, such as linux_amd64; repeatable (all six if not given)",
      ).argParser(words),
    )
    .addOption(
      new Option("--bun <file>", "the bun that compiles (the one on the PATH if not given)")
        .argParser(pathOfOption)
        .conflicts("script"),
    )
    .option("--script", "the script for machines that have Node, instead of executables; not for Windows")
    .addHelpText(
      "after",
      `
Executables need no Node where they run; bun (npm install --global bun) compiles them for all platforms on any.

Examples:
  leasehold provider package --out packages
  leasehold provider package --out packages --key key.asc
  leasehold provider package --out packages --platform linux_amd64 --platform darwin_arm64
  leasehold provider package --out packages --script
${statuses("packaged")}`,
    )
    .action(async (options: PackageOptions) =>
      finish(await (await import("../commands/provider.js")).packageForRegistry(options)),
    );
}
