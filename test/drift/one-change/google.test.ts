import { describe } from "vitest";
import {
  after,
  conditionOf,
  dana,
  earlier,
  google,
  holdTo,
  later,
  nothing,
  one,
  stateBinding,
  viewing,
} from "./changes";

describe("one change on Google Cloud is one finding", () => {
  holdTo([
    one(
      "a binding's condition removed",
      [
        (cloud) => {
          delete viewing(cloud).condition;
        },
        (_, gcp) => gcp.set(stateBinding, ({ condition: _condition, ...values }) => values),
      ],
      `error bound-changed ${dana}`,
    ),
    one(
      "a binding's condition removed, after the end",
      [
        (cloud) => {
          delete viewing(cloud).condition;
        },
        (_, gcp) => gcp.set(stateBinding, ({ condition: _condition, ...values }) => values),
      ],
      `error lease-outlived ${dana}`,
      after,
    ),
    ...(
      [
        ["later", later, "error"],
        ["earlier", earlier, "warning"],
      ] as const
    ).map(([when, change, severity]) =>
      one(
        `a binding's end ${when}`,
        [
          (cloud) => {
            const { condition } = viewing(cloud);
            if (condition) condition.expression = change(condition.expression);
          },
          (_, gcp) =>
            gcp.set(stateBinding, (values) => ({
              ...values,
              condition: [{ ...conditionOf(values), expression: change(conditionOf(values).expression ?? "") }],
            })),
        ],
        `${severity} bound-changed ${dana}`,
      ),
    ),
    one(
      "a binding's condition made always true",
      [
        (cloud) => {
          const { condition } = viewing(cloud);
          if (condition) condition.expression += " || true";
        },
      ],
      `error bound-changed ${dana}`,
    ),
    one(
      "a second member in a binding",
      [(cloud) => viewing(cloud).members.push("user:mallory@acme.example")],
      "error undeclared-access user:mallory@acme.example",
    ),
    one("another role of a declared member", [google("roles/cloudsql.admin", dana)], `error undeclared-access ${dana}`),
    one(
      "the lease's own role without an end beside it",
      [google("roles/cloudsql.viewer", dana)],
      `error undeclared-access ${dana}`,
    ),
    one(
      "a new owner",
      [
        google("roles/owner", "user:mallory@acme.example"),
        (_, gcp) =>
          gcp.add("google_project_iam_member", "x", {
            project: "acme-prod",
            role: "roles/owner",
            member: "user:mallory@acme.example",
            condition: [],
          }),
      ],
      "error undeclared-access user:mallory@acme.example",
    ),
    one(
      "a lease's binding deleted",
      [
        ({ bindings }) =>
          bindings.splice(
            bindings.findIndex(({ condition }) => condition?.title === "leasehold/acme/viewing"),
            1,
          ),
        (_, gcp) =>
          gcp.remove(stateBinding).add("google_project_iam_member", "other", {
            project: "acme-prod",
            role: "roles/browser",
            member: dana,
            condition: [],
          }),
      ],
      `error lease-missing ${dana}`,
    ),
    one(
      "a key of a service account",
      [
        ({ google: files }) => {
          const name = "projects/acme-prod/serviceAccounts/old@acme-prod.iam.gserviceaccount.com";
          files["service-account-keys"] = [
            {
              accounts: [
                {
                  name,
                  email: "old@acme-prod.iam.gserviceaccount.com",
                  uniqueId: "1",
                  keys: [
                    {
                      name: `${name}/keys/0123456789abcdef`,
                      keyType: "USER_MANAGED",
                      keyOrigin: "GOOGLE_PROVIDED",
                      validAfterTime: "2026-01-01T00:00:00Z",
                      validBeforeTime: "9999-12-31T23:59:59Z",
                    },
                    { name: `${name}/keys/fedcba9876543210`, keyType: "SYSTEM_MANAGED" },
                  ],
                },
              ],
            },
          ];
        },
      ],
      "error static-credential-live serviceAccount:old@acme-prod.iam.gserviceaccount.com",
    ),
    one(
      "a grant of Privileged Access Manager",
      [
        google("roles/cloudsql.admin", "user:mallory@acme.example", {
          title: "Created by: PAM",
          description: "",
          expression: 'request.time < timestamp("2026-11-23T11:00:00Z")',
        }),
      ],
      "error undeclared-access user:mallory@acme.example",
    ),
    one(
      "a declared member's undeclared grant of Privileged Access Manager",
      [
        google("roles/cloudsql.admin", dana, {
          title: "Created by: PAM",
          description: "",
          expression: 'request.time < timestamp("2026-11-23T11:00:00Z")',
        }),
      ],
      `error undeclared-access ${dana}`,
    ),
    nothing(
      "a service agent with its own role",
      google("roles/pubsub.serviceAgent", "serviceAccount:service-417000111222@gcp-sa-pubsub.iam.gserviceaccount.com"),
    ),
    one(
      "a service agent made owner",
      [google("roles/owner", "serviceAccount:service-417000111222@gcp-sa-pubsub.iam.gserviceaccount.com")],
      "error undeclared-access serviceAccount:service-417000111222@gcp-sa-pubsub.iam.gserviceaccount.com",
    ),
    one(
      "somebody who is called like a service agent",
      [google("roles/owner", "serviceAccount:service-417000111222@acme-prod.iam.gserviceaccount.com")],
      "error undeclared-access serviceAccount:service-417000111222@acme-prod.iam.gserviceaccount.com",
    ),
  ]);
});
