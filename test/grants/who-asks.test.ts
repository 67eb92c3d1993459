import { describe, expect, it } from "vitest";
import { type Clue, whoAsks } from "../../src/grants/who-asks";
import { estateWith } from "../helpers/estate";
import { made, refusals } from "./sources";

const estate = estateWith();
const git = (value: string): Clue => ({ kind: "email", value, from: "git's user.email" });
const account = (service: "github" | "gitlab", id: number): Clue => ({ kind: "account", service, id, from: "CI" });

describe("who asks", () => {
  it.each<[what: string, clues: readonly Clue[], identity: string]>([
    ["is known by the address of git", [git("dana@acme.example")], "dana"],
    ["whatever its case", [git("Dana@ACME.example")], "dana"],
    ["by the id in GitHub's private address", [git("2+erin-new-login@users.noreply.github.com")], "erin"],
    ["by the id in GitLab's", [git("6-ivan@users.noreply.gitlab.com")], "ivan"],
    ["by the CI's GitHub id", [account("github", 3)], "frank"],
    ["by the CI's GitLab id", [account("gitlab", 6)], "ivan"],
    ["by two that agree", [account("github", 3), account("github", 3)], "frank"],
  ])("%s", (_, clues, identity) => {
    expect(made(whoAsks(estate, clues)).identity).toBe(identity);
  });

  it("says where it was taken from", () => {
    expect(made(whoAsks(estate, [git("dana@acme.example")])).by).toBe("git's user.email, dana@acme.example");
    expect(made(whoAsks(estate, [account("github", 3)])).by).toBe("the GitHub user id 3 (CI)");
  });

  it.each<[what: string, clues: readonly Clue[], why: RegExp]>([
    ["without any clue", [], /^identity-unknown: .*--as IDENTITY/],
    [
      "by an address that nobody has",
      [git("nobody@acme.example")],
      /^identity-unknown: No identity of the estate has git's user.email, nobody@/,
    ],
    ["by a login, which is reassigned", [git("frank@users.noreply.github.com")], /^identity-unknown: .*holds no id/],
    ["by the id of another service", [account("gitlab", 3)], /^identity-unknown: /],
    ["by clues that disagree", [account("github", 3), account("gitlab", 6)], /^identity-ambiguous: .*frank, ivan/],
  ])("is not guessed %s", (_, clues, why) => {
    expect(refusals(whoAsks(estate, clues))[0]).toMatch(why);
  });
});
