import { systemClock } from "../../time/clock";
import { humanDuration, type Seconds } from "../../time/duration";
import { formatInstant, type Instant } from "../../time/instant";
import { type Configured, nowUnknown } from "../configured";
import type { EphemeralResource, Told } from "../protocol/provider";
import { recordOf } from "../protocol/record";
import type { Values } from "../protocol/value";
import type { Asked } from "./asked";
import { credentialsSchema } from "./credentials-schema";
import type { LoadSts, Session } from "./sts";

/** What of the provider's configuration is needed: not the estate, as the lease is named in full. */
type Needed = Pick<Configured, "clock" | "aws">;

/** `leasehold_credentials`: AWS credentials of an active lease, which are in no state and in no plan. */
export const credentials: EphemeralResource<Needed> = credentialsBy();

/** The same, with a client of STS that is had otherwise. */
export function credentialsBy(load?: LoadSts): EphemeralResource<Needed> {
  return {
    schema: credentialsSchema,
    async validate(config) {
      const { readAsked } = await import("./asked.js");
      return readAsked(config).told;
    },
    async open(config, { clock, aws }) {
      const { readAsked } = await import("./asked.js");
      const { told, asked } = readAsked(config);
      if (told.length > 0) return { told };
      if (asked === undefined) return { told: [notKnown] };
      if (clock === undefined) return { told: [nowUnknown] };
      const now = clock.now();
      const { sessionLength } = await import("./session-length.js");
      const length = sessionLength(asked, now);
      if ("told" in length) return { told: [length.told] };
      const [{ beginSession }, { sessionName }] = await Promise.all([import("./sts.js"), import("./session-name.js")]);
      const begun = await beginSession(
        {
          roleArn: asked.roleArn,
          sessionName: sessionName(asked.grant),
          sourceIdentity: sessionName(asked.identity),
          seconds: length.seconds,
          identity: asked.identity,
        },
        { ...aws, ...(asked.region === undefined ? {} : { region: asked.region }) },
        load,
      );
      if ("told" in begun) return { told: [begun.told] };
      return {
        told: clock === systemClock ? skewOf(begun.session, length.seconds, clock.now()) : [],
        result: valuesOf(config, asked, begun.session),
      };
    },
  };
}

function valuesOf(config: Values, { window }: Asked, session: Session): Values {
  return recordOf([
    ...Object.entries(config),
    ["access_key_id", session.accessKeyId],
    ["secret_access_key", session.secretAccessKey],
    ["session_token", session.sessionToken],
    // The guard ends what a session can do, however long the session itself is good for.
    ["expires_at", formatInstant(Math.min(session.expires, window.end))],
  ]);
}

/** More than a slow answer can make. */
const noticeable: Seconds = 300;

/** What is left of a lease is told by this machine's clock, and ended by AWS's. */
function skewOf({ expires }: Session, seconds: Seconds, now: Instant): readonly Told[] {
  const ahead = now - (expires - seconds);
  if (Math.abs(ahead) < noticeable) return [];
  return [
    {
      severity: "warning",
      summary: "This machine's clock is wrong",
      detail:
        `It is ${humanDuration(Math.abs(ahead))} ${ahead > 0 ? "ahead of" : "behind"} AWS's, by which leases begin and end. ` +
        "Set it (by NTP).",
    },
  ];
}

const notKnown: Told = {
  severity: "error",
  summary: "The lease is not known yet",
  detail:
    "Credentials are had once all that names their lease is known: give the attributes of a `leasehold_grant` and of its role.",
};
