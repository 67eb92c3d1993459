import { text } from "../aws/read/values";
import { ofKind } from "../facts/fact";
import { placed } from "../rules/words";
import { type DriftJudged, judgedAs } from "./judged";
import { placeOf, type Scene } from "./others";

/**
 * Static credentials that are there. That a user holds permissions is judged as access, and is not said again here.
 */
export function judgeCredentials(scene: Scene): readonly DriftJudged[] {
  return ofKind(scene.facts, "credential").flatMap((fact) => {
    const { credential, principal, active, from } = fact;
    if (from.type === "aws_iam_user") return [];
    const message = active
      ? `${principal.name} has ${credential}, which is live and stays good until somebody removes it.`
      : `${principal.name} keeps ${credential}, made inactive; one call makes it good again.`;
    const instance = scene.instances.get(from.address);
    const id = instance === undefined ? undefined : text(instance, "id");
    return [
      judgedAs(
        "static-credential-live",
        {
          ...placed(fact),
          principal: principal.name,
          severity: active ? ("error" as const) : ("warning" as const),
          message,
        },
        { group: placeOf(scene.found), text: fixOf(from.type, principal.name, scene) },
        // A key's id tells it apart; of the id of a live one only the end is known (law 6).
        from.type === "aws_iam_access_key" ? `${principal.name} …${(id ?? from.address).slice(-4)}` : from.address,
      ),
    ];
  });
}

function fixOf(type: string, principal: string, { found }: Scene): string {
  const how =
    found.source === "snapshot"
      ? "Deactivate it, see that nothing fails, and delete it"
      : "Take it out of the configuration and apply it";
  if (type === "aws_iam_access_key" && principal.endsWith(":root")) {
    return "Sign in as the root user and delete its access keys; nothing needs them.";
  }
  return `${how}; let its user federate: OIDC for pipelines, a role for software in the cloud, single sign-on for people.`;
}
