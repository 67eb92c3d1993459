import type { Coverage, Found } from "../drift/found";
import type { Json } from "../terraform/json";
import type { Answered } from "./answered";
import type { GcpPart } from "./manifest";

const covered: Readonly<Record<GcpPart, Coverage | undefined>> = {
  "iam-policies": "roles",
  "custom-roles": undefined,
  "service-account-keys": "credentials",
  federation: "federation",
  pam: "entitlements",
  "organization-policies": "organization",
};

/** What is there in a project, folder or organization, as the parts that can be believed tell it. */
export async function foundInContainer(
  file: string,
  container: string | undefined,
  { contents, unreadable, notAsked }: Answered,
): Promise<Found> {
  const { landscapeOfGcp } = await import("../gcp/live/landscape.js");
  const of = (part: GcpPart) => contents.get(part) as readonly Json[] | undefined;
  const parts = {
    iamPolicies: of("iam-policies"),
    customRoles: of("custom-roles"),
    serviceAccountKeys: of("service-account-keys"),
    federation: of("federation"),
    pam: of("pam"),
    organizationPolicies: of("organization-policies"),
  };
  const given = Object.fromEntries(Object.entries(parts).filter(([, files]) => files !== undefined));
  const landscape = landscapeOfGcp({ ...given, ...(container === undefined ? {} : { container }) });
  const faulty = new Set(landscape.unreadable.map(({ what }) => what.split(": ").at(-1)));
  const covers = new Set<Coverage>();
  for (const [part, coverage] of Object.entries(covered)) {
    if (coverage !== undefined && contents.has(part as GcpPart) && !faulty.has(part)) covers.add(coverage);
  }
  return {
    source: "snapshot",
    file,
    cloud: "gcp",
    ...(container === undefined ? {} : { container }),
    landscape,
    covers,
    unreadable: [...unreadable, ...landscape.unreadable],
    notAsked,
  };
}
