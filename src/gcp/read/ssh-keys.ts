import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { isMap } from "./found";

/** Names under which metadata hold SSH keys (Compute Engine, "Add SSH keys to VMs"). */
const names = ["ssh-keys", "sshKeys"] as const;
const places: readonly RegExp[] = [
  /^google_compute_project_metadata$/,
  /^google_compute_(region_)?instance(_template|_from_template|_from_machine_image)?$/,
];

/** A person with an SSH key in metadata. */
export interface SshKey {
  readonly user: string;
  readonly credential: string;
}

/** The users whose SSH keys stand in an instance's metadata and do not expire. */
export function sshKeys(instance: ResourceInstance): readonly SshKey[] {
  if (instance.type === "google_compute_project_metadata_item") {
    const key = argument(instance, "key");
    const value = argument(instance, "value");
    if (key.kind !== "known" || typeof key.value !== "string")
      return usersOf({ kind: "unknown", references: [] }, "what may be an SSH key in the project's metadata");
    if (!isName(key.value)) return [];
    return usersOf(
      value.kind === "absent" ? { kind: "unknown", references: [] } : value,
      "an SSH key in the project's metadata",
    );
  }
  if (!places.some((pattern) => pattern.test(instance.type))) return [];
  const where = instance.type === "google_compute_project_metadata" ? "the project's" : "the machine's";
  const whole = argument(instance, "metadata");
  if (whole.kind === "unknown" && !isMap(instance.values.metadata)) {
    return [{ user: "somebody not known before apply", credential: `what may be an SSH key in ${where} metadata` }];
  }
  return names.flatMap((name) =>
    isName(name) ? usersOf(argument(instance, ["metadata", name]), `an SSH key in ${where} metadata`) : [],
  );
}

function isName(name: Json): boolean {
  return name === "ssh-keys" || name === "sshKeys";
}

function usersOf(found: ReturnType<typeof argument>, credential: string): readonly SshKey[] {
  if (found.kind === "absent") return [];
  if (found.kind === "unknown") return [{ user: "somebody not known before apply", credential }];
  if (typeof found.value !== "string") return [{ user: "somebody", credential }];
  const users = new Set<string>();
  for (const line of found.value.split("\n")) {
    if (line.trim() === "" || line.trim().startsWith("#") || expires(line)) continue;
    users.add(/^\s*([A-Za-z0-9._@+-]{1,64}):/.exec(line)?.[1] ?? "somebody");
  }
  return [...users].map((user) => ({ user, credential }));
}

/** `… google-ssh {"userName":"dana@acme.example","expireOn":"2026-11-23T10:00:00+0000"}` */
function expires(line: string): boolean {
  return /\sgoogle-ssh\s+\{.*"expireOn"\s*:\s*"[0-9]{4}-/.test(line);
}
