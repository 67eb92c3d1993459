import { Identity, type JitEstate, Task } from "leasehold";

export type Identities = ReturnType<typeof identities>;

/** Who may hold access. Teams are named, since they are made of these. */
export function identities(estate: JitEstate) {
  // Payments
  const dana = new Identity(estate, "dana", {
    kind: "person",
    email: "dana@acme.example",
    github: { login: "dana-acme", id: 583231 },
    aws: {
      identityCenter: {
        permissionSet: "Engineer",
        userName: "dana@acme.example",
        userId: "9067c6dd-20a1-70d0-8d6d-3c1b4f5d0a11",
      },
    },
    gcp: { member: "user:dana@acme.example" },
  });
  const erin = new Identity(estate, "erin", {
    kind: "person",
    email: "erin@acme.example",
    github: { login: "erin-acme", id: 583232 },
    aws: { user: "arn:aws:iam::111122223333:user/erin" },
    gcp: { member: "user:erin@acme.example" },
  });
  const paymentsEngineers = new Identity(estate, "payments-engineers", { kind: "group", members: [dana, erin] });

  // Platform
  const frank = new Identity(estate, "frank", {
    kind: "person",
    email: "frank@acme.example",
    github: { login: "frank-acme", id: 583233 },
    aws: {
      identityCenter: {
        permissionSet: "Engineer",
        userName: "frank@acme.example",
        userId: "9067c6dd-30b2-70d0-8d6d-3c1b4f5d0a12",
      },
    },
    gcp: { member: "user:frank@acme.example" },
  });
  const gail = new Identity(estate, "gail", {
    kind: "person",
    email: "gail@acme.example",
    github: { login: "gail-acme", id: 583234 },
    aws: { user: "arn:aws:iam::111122223333:user/gail" },
    gcp: { member: "user:gail@acme.example" },
  });

  // Ledger: the account came with an acquisition and still signs in through its own identity provider.
  const provider = "arn:aws:iam::444455556666:saml-provider/ledger-idp";
  const kim = new Identity(estate, "kim", {
    kind: "person",
    email: "kim@acme.example",
    github: { login: "kim-acme", id: 583237 },
    aws: { saml: { provider, subject: "kim@acme.example" } },
    gcp: { member: "user:kim@acme.example" },
  });
  const lena = new Identity(estate, "lena", {
    kind: "person",
    email: "lena@acme.example",
    github: { login: "lena-acme", id: 583238 },
    aws: { saml: { provider, subject: "lena@acme.example" } },
  });

  // Security
  const hana = new Identity(estate, "hana", {
    kind: "person",
    email: "hana@acme.example",
    github: { login: "hana-acme", id: 583235 },
    aws: { user: "arn:aws:iam::111122223333:user/hana" },
  });
  const ivan = new Identity(estate, "ivan", {
    kind: "person",
    email: "ivan@acme.example",
    github: { login: "ivan-acme", id: 583236 },
    aws: { user: "arn:aws:iam::111122223333:user/ivan" },
  });

  // What is not a person
  const ordersDeploy = new Identity(estate, "orders-deploy", {
    kind: "workload",
    team: "platform",
    aws: {
      oidc: {
        issuer: "token.actions.githubusercontent.com",
        audience: "sts.amazonaws.com",
        subject: "repo:acme/orders:environment:production",
        claims: { repository_id: "123456" },
      },
    },
  });
  const ledgerBatch = new Identity(estate, "ledger-batch", {
    kind: "workload",
    team: "payments",
    aws: {
      rolesAnywhere: {
        spiffe: "spiffe://acme.example/ledger/batch",
        trustAnchor:
          "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11",
      },
    },
  });
  const ledgerExporter = new Identity(estate, "ledger-exporter", {
    kind: "workload",
    team: "ledger",
    gcp: { member: "serviceAccount:exporter@acme-ledger-prod.iam.gserviceaccount.com" },
  });
  const repairAgent = new Identity(estate, "repair-agent", {
    kind: "agent",
    sponsor: dana,
    team: "payments",
    aws: { role: "arn:aws:iam::111122223333:role/agents/repair" },
  });

  const restartOrders = new Task(estate, "restart-orders", {
    description: "Reboot of one machine of the order service",
    agents: [repairAgent],
    aws: {
      statements: [
        {
          actions: ["ec2:RebootInstances"],
          resources: ["arn:aws:ec2:eu-central-1:111122223333:instance/*"],
        },
      ],
    },
  });

  return {
    dana,
    erin,
    paymentsEngineers,
    frank,
    gail,
    kim,
    lena,
    hana,
    ivan,
    ordersDeploy,
    ledgerBatch,
    ledgerExporter,
    repairAgent,
    restartOrders,
  };
}
