import { specify } from "./expecting";

const role = (changes: Readonly<Record<string, string>>): string => {
  const keys = {
    owners: "{ entitlement: security }",
    target: "prod",
    people: "[dana, erin]",
    managedPolicies: '["arn:aws:iam::aws:policy/AdministratorAccess"]',
    alarm: '{ sns: "arn:aws:sns:eu-central-1:111122223333:alarms" }',
    reviewWithin: "72h",
    ...changes,
  };
  const lines = Object.entries(keys).filter(([, value]) => value !== "");
  return `breakGlass:\n  fire:\n${lines.map(([key, value]) => `    ${key}: ${value}`).join("\n")}`;
};
const notEmitted = "warning break-glass-not-emitted breakGlass.fire";

specify("break-glass roles", [
  { name: "one with nothing wrong in it", estate: role({}), found: [notEmitted] },
  {
    name: "nobody",
    estate: role({ people: "[]" }),
    found: ["error break-glass-people breakGlass.fire.people", notEmitted],
  },
  {
    name: "six people",
    estate: `
identities:
  p1: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/p1" } }
  p2: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/p2" } }
  p3: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/p3" } }
  p4: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/p4" } }
${role({ people: "[dana, erin, p1, p2, p3, p4]" })}`,
    found: ["error break-glass-people breakGlass.fire.people", notEmitted],
  },
  {
    name: "a machine, and a group in place of names",
    estate: `identities: { crew: { kind: group, members: [dana] } }\n${role({ people: "[deploy, crew]" })}`,
    found: [
      "error break-glass-not-person breakGlass.fire.people.0",
      "error break-glass-not-person breakGlass.fire.people.1",
      notEmitted,
    ],
  },
  {
    name: "somebody without a principal there",
    estate: role({ people: "[dana, frank]" }),
    found: ["error break-glass-principal-missing breakGlass.fire.people.1", notEmitted],
  },
  {
    name: "no permissions and no alarm",
    estate: role({ managedPolicies: "", alarm: "" }),
    found: [
      "error break-glass-gives-nothing breakGlass.fire",
      "warning break-glass-without-alarm breakGlass.fire.alarm",
      notEmitted,
    ],
  },
]);
