import { describe, expect, it } from "vitest";
import {
  administrator,
  dana,
  document,
  earlier,
  guard,
  guarding,
  holdTo,
  inside,
  type Live,
  later,
  lease,
  live,
  type Members,
  pruning,
  role,
  stateTrust,
  trust,
} from "./changes";

describe("each cause is a finding of its own", () => {
  holdTo([
    {
      what: "the guard gone and a policy attached",
      live: (cloud) => {
        role(cloud).inline.delete(guard);
        role(cloud).attached.add(administrator);
      },
      gives: [`error guard-removed ${lease}`, `error permissions-changed ${lease}`],
    },
    {
      what: "longer sessions and another owner",
      live: (cloud) => {
        role(cloud).session = 7200;
        role(cloud).tags.set("leasehold:owner", "x");
      },
      kept: (aws) =>
        aws.set("aws_iam_role.first", (values) => ({
          ...values,
          max_session_duration: 7200,
          tags: { ...(values.tags as Members), "leasehold:owner": "x" },
        })),
      gives: [`error owner-changed ${lease}`, `error session-changed ${lease}`],
    },
    {
      what: "another principal and a later end",
      live: trust((text) => later(text).replace("user/dana", "user/mallory")),
      kept: stateTrust((text) => later(text).replace("user/dana", "user/mallory")),
      gives: [`error bound-changed ${lease}`, `error trust-changed ${lease}`],
    },
    {
      what: "one user with a key and administration",
      live: ({ aws }) => {
        const user = aws.addUser("mallory");
        user.attached.add(administrator);
        user.keys.push({ AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "Active" });
      },
      gives: ["error static-credential-live mallory", "error undeclared-access mallory"],
    },
    {
      what: "two leases' guards gone",
      live: (cloud) => {
        for (const name of [lease, "leasehold-acme-second"]) role(cloud, name).inline.delete(guard);
      },
      gives: [`error guard-removed ${lease}`, "error guard-removed leasehold-acme-second"],
    },
    {
      what: "a boundary and a trust",
      live: (cloud) => {
        delete role(cloud).boundary;
        trust((text) => text.replace("user/dana", "user/mallory"))(cloud);
      },
      gives: [`error boundary-removed ${lease}`, `error trust-changed ${lease}`],
    },
  ]);
});

describe("what only makes less possible", () => {
  it.each<[string, Live]>([
    ["an earlier end", guarding(earlier)],
    [
      "a further Deny",
      (cloud) => role(cloud).inline.set("more", document({ Effect: "Deny", Action: "ec2:*", Resource: "*" })),
    ],
    ["an earlier end of the trust", trust(earlier)],
    ["a later start of the trust", trust((text) => text.replace("T09:00:00Z", "T09:05:00Z"))],
  ])("is at most a warning: %s", async (_, change) => {
    expect((await live(change, inside)).filter((each) => each.startsWith("error"))).toEqual([]);
  });
});

it("is due for pruning, and nothing else, when all is long over", async () => {
  const told = await live(() => undefined, pruning);
  expect(told).toEqual(
    [lease, "leasehold-acme-second", "leasehold-acme-third", dana].map((who) => `warning prune-due ${who}`).sort(),
  );
});
