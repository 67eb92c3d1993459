import { describe, expect, it } from "vitest";
import { ref, type Written } from "./landscape";
import { said } from "./said";

const dana = "user:dana@acme.example";
const github =
  "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/acme/orders";
const email = (name: string): string => `${name}@acme-orders.iam.gserviceaccount.com`;

const may = (account: string, role: string, member: Written, condition: Written = []) => ({
  service_account_id: `projects/acme-orders/serviceAccounts/${email(account)}`,
  role: `roles/iam.${role}`,
  member,
  condition,
});
const holds = (account: string, role: string) => ({
  project: "acme-orders",
  role: `roles/${role}`,
  member: `serviceAccount:${email(account)}`,
});

/** The kind of the account `app`, which holds data. */
function kindOfApp(more: Parameters<typeof said>[0]): string | undefined {
  const line = said({
    "google_service_account.app": { account_id: "app" },
    "google_project_iam_member.app": holds("app", "storage.objectViewer"),
    ...more,
  }).find((one) => one.includes(`serviceAccount:${email("app")} data on projects/acme-orders`));
  return line?.split(" ")[0];
}

describe("a service account", () => {
  it.each([
    ["nobody may act as", {}, "service"],
    [
      "a person mints tokens of",
      { "google_service_account_iam_member.x": may("app", "serviceAccountTokenCreator", dana) },
      "person",
    ],
    [
      "a person starts software as",
      { "google_service_account_iam_member.x": may("app", "serviceAccountUser", dana) },
      "person",
    ],
    [
      "a pipeline federates into",
      { "google_service_account_iam_member.x": may("app", "workloadIdentityUser", github) },
      "federated",
    ],
    [
      "a person makes keys of",
      { "google_service_account_iam_member.x": may("app", "serviceAccountKeyAdmin", dana) },
      "person",
    ],
    [
      "pods of the own cluster act as",
      {
        "google_service_account_iam_member.x": may(
          "app",
          "workloadIdentityUser",
          "serviceAccount:acme-orders.svc.id.goog[a/b]",
        ),
      },
      "service",
    ],
    [
      "another company's account acts as",
      {
        "google_service_account_iam_member.x": may(
          "app",
          "serviceAccountUser",
          "serviceAccount:x@vendor.iam.gserviceaccount.com",
        ),
      },
      "foreign",
    ],
    [
      "everybody acts as",
      { "google_service_account_iam_member.x": may("app", "serviceAccountTokenCreator", "allUsers") },
      "anyone",
    ],
    [
      "somebody unknown acts as",
      { "google_service_account_iam_member.x": may("app", "serviceAccountUser", ref("var.who")) },
      "unknown",
    ],
    ["a person views", { "google_service_account_iam_member.x": may("app", "serviceAccountViewer", dana) }, "service"],
    [
      "a person may act as until the end of a lease",
      {
        "google_service_account_iam_member.x": may("app", "serviceAccountUser", dana, [
          { title: "x", expression: 'request.time < timestamp("2026-11-23T12:00:00Z")' },
        ]),
      },
      "service",
    ],
    [
      "a person acts as through another",
      {
        "google_service_account.ci": { account_id: "ci" },
        "google_service_account_iam_member.x": may("app", "serviceAccountUser", `serviceAccount:${email("ci")}`),
        "google_service_account_iam_member.y": may("ci", "serviceAccountTokenCreator", dana),
      },
      "person",
    ],
    [
      "acts as one that acts as it",
      {
        "google_service_account_iam_member.x": may("app", "serviceAccountUser", `serviceAccount:${email("ci")}`),
        "google_service_account_iam_member.y": may("ci", "serviceAccountUser", `serviceAccount:${email("app")}`),
      },
      "service",
    ],
  ])("that %s is judged so", (_, more, kind) => expect(kindOfApp(more)).toBe(kind));

  it("is joined by reference, before it exists", () => {
    expect(
      kindOfApp({
        "google_service_account_iam_member.x": {
          service_account_id: ref("google_service_account.app.name"),
          role: "roles/iam.workloadIdentityUser",
          member: github,
        },
      }),
    ).toBe("federated");
  });
});

describe("to act as a service account", () => {
  const acting = (role: string, member: string, held: string | undefined) =>
    said({
      "google_service_account.app": { account_id: "app" },
      ...(held === undefined ? {} : { "google_project_iam_member.app": holds("app", held) }),
      "google_service_account_iam_member.x": may("app", role, member),
    })
      .at(-1)
      ?.split(" ")
      .slice(0, 3)
      .filter((_, n) => n !== 1);

  it.each([
    // Software, and who federates in, gets what the account holds.
    ["workloadIdentityUser", github, "storage.objectViewer", ["federated", "data"]],
    ["workloadIdentityUser", github, "owner", ["federated", "administrative"]],
    ["serviceAccountUser", `serviceAccount:${email("ci")}`, "logging.logWriter", ["service", "write"]],
    ["serviceAccountUser", `serviceAccount:${email("ci")}`, "new.role", ["service", "?"]],
    // Of an account that holds nothing in the plan nothing is known.
    ["workloadIdentityUser", github, undefined, ["federated", "escalation"]],
    // A person takes on another's name.
    ["serviceAccountTokenCreator", dana, "storage.objectViewer", ["person", "escalation"]],
    ["serviceAccountKeyAdmin", `serviceAccount:${email("ci")}`, "logging.logWriter", ["service", "escalation"]],
  ])("%s, %s, of one with %s: %j", (role, member, held, expected) => {
    expect(acting(role, member, held)).toEqual(expected);
  });

  it("amounts to what can be reached through any number of others, and ends", () => {
    const names = Array.from({ length: 40 }, (_, n) => `a${n}`);
    const chain = Object.fromEntries(
      names.flatMap((name) =>
        names.map((other) => [
          `google_service_account_iam_member.${name}-${other}`,
          may(name, "serviceAccountUser", `serviceAccount:${email(other)}`),
        ]),
      ),
    );
    const found = said({
      ...chain,
      "google_project_iam_member.last": holds("a39", "secretmanager.secretAccessor"),
      "google_service_account_iam_member.start": may("a0", "workloadIdentityUser", github),
    });
    expect(found.at(-1)).toMatch(/^federated .* credential-exposure on service account a0@/);
  });
});
