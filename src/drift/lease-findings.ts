import type { TargetPromise } from "../expect/promise";
import type { Lease } from "../lease/types";
import { humanDuration } from "../time/duration";
import { formatWindow } from "../time/window";
import type { Deviation } from "./deviation";
import type { Ground, Of } from "./ground";
import { type DriftJudged, judgedAs } from "./judged";
import { applyCommand, at, type Repair } from "./repair";

/** Where the roots of targets are, as far as it is known. */
export type Roots = ReadonlyMap<string, string>;

/** The findings about one thing that a lease is. */
export function leaseFindings(
  { ground, target }: Pick<Of<unknown>, "ground" | "target">,
  lease: Lease,
  name: string,
  principal: string,
  deviations: readonly Deviation[],
  roots: Roots,
): readonly DriftJudged[] {
  const { grant, identity, role } = lease;
  const who = `Lease "${grant.name}" of ${identity.name} (role ${role.name}, ${name})`;
  return deviations.map((deviation) =>
    findingOf(
      deviation,
      { ground, target },
      `${who} ${deviation.said}.`,
      principal,
      ["grants", grant.name],
      lease,
      roots,
    ),
  );
}

/** The findings about a policy that the estate keeps for a role. */
export function policyFindings(
  { ground, target }: Pick<Of<unknown>, "ground" | "target">,
  { role, grant }: { readonly role: string; readonly grant?: string },
  name: string,
  deviations: readonly Deviation[],
  roots: Roots,
): readonly DriftJudged[] {
  const whose = grant === undefined ? `role "${role}"` : `grant "${grant}"`;
  const path = grant === undefined ? ["roles", role] : ["grants", grant];
  return deviations.map((deviation) =>
    findingOf(
      deviation,
      { ground, target },
      `The policy ${name} of ${whose} ${deviation.said}.`,
      name,
      path,
      undefined,
      roots,
    ),
  );
}

function findingOf(
  deviation: Deviation,
  { ground, target }: { readonly ground: Ground; readonly target: TargetPromise },
  message: string,
  principal: string,
  path: readonly string[],
  lease: Lease | undefined,
  roots: Roots,
): DriftJudged {
  const { kind, severity, address, bound } = deviation;
  const location = ground.estate.locate(path);
  return judgedAs(
    kind,
    {
      ...(severity === undefined ? {} : { severity }),
      message,
      ...(address === undefined ? {} : { address, addresses: [address] }),
      principal,
      scope: scopeOf(target),
      ...(bound === undefined ? {} : { bound }),
      ...(location === undefined ? {} : { location }),
    },
    repairOf(deviation, target, lease, roots, at(location)),
    principal === "" ? message : `${target.container}\n${principal}\n${lease?.grant.name ?? ""}`,
  );
}

function scopeOf({ target, container }: TargetPromise): string {
  if (target.cloud.kind === "aws") return `account ${container}`;
  return container.includes("/") ? container : `projects/${container}`;
}

function repairOf(
  { kind, mend, replace }: Deviation,
  { target }: TargetPromise,
  lease: Lease | undefined,
  roots: Roots,
  place: string,
): Repair {
  const root = roots.get(target.name);
  const group = `target ${target.name}`;
  const apply = applyCommand(target.name, root);
  if (kind === "prune-due" || kind === "lease-outlived") {
    const text = `Remove grant "${lease?.grant.name ?? ""}"${place} from the estate (leasehold prune), synthesize, and run ${apply}, which deletes ${mend}.`;
    return { group, text, command: apply };
  }
  if (kind === "lease-missing") {
    const text = `Run ${apply}, which makes ${mend}; if it is not to be, end the grant${place}.`;
    return { group, text, command: apply };
  }
  if (replace === true) {
    const command = applyCommand(target.name, root, mend);
    return {
      group,
      text: `Run ${command}: it puts ${mend} back, and ends sessions that were begun meanwhile.`,
      command,
    };
  }
  return { group, text: `Run ${apply}, which puts ${mend} back as declared${place}.`, command: apply };
}

/** A lease that should be there and is nowhere. */
export function missingLease(
  of: Pick<Of<unknown>, "ground" | "target">,
  lease: Lease,
  name: string,
  principal: string,
  mend: string,
  roots: Roots,
): DriftJudged {
  const until = humanDuration(lease.window.end - lease.window.start);
  const said = `is not there; it is declared for ${until}, ${formatWindow(lease.window)}`;
  const [finding] = leaseFindings(of, lease, name, principal, [{ kind: "lease-missing", said, mend }], roots);
  if (finding === undefined) throw new Error("fault in leasehold: a deviation gave no finding");
  return finding;
}
