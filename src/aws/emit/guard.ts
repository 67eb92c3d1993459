import { formatInstant } from "../../time/instant";
import type { Window } from "../../time/window";
import { type PolicyDocument, policyDocument, type Statement, shared } from "../policy/document";

/** What a guard denies at all times, beside the times themselves. */
export interface GuardTerms {
  readonly partition: string;
  /** The estate's own IAM path, `/leasehold/acme/`. */
  readonly path: string;
  /** Law 9. */
  readonly persistence: readonly Statement[];
  /** What only this role or grant denies: the owner tag, actions that the grant does not ask for. */
  readonly further: readonly Statement[];
}

/**
 * The guard of a lease: Deny statements that end it and keep it from prolonging itself. Before the start and from the
 * end on are two statements: in one they would have to hold at once, and never would.
 */
export function guardDocument(window: Window, terms: GuardTerms): PolicyDocument {
  return policyDocument([
    {
      Sid: "BeforeStart",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { DateLessThan: { "aws:CurrentTime": formatInstant(window.start) } },
    },
    {
      Sid: "FromEnd",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { DateGreaterThanEquals: { "aws:CurrentTime": formatInstant(window.end) } },
    },
    ownPath(terms),
    ...terms.persistence,
    ...terms.further,
  ]);
}

const ownPaths = new Map<string, Statement>();

/** Nothing of the estate's own path may be changed; the same for all its guards in a partition. */
function ownPath(terms: Pick<GuardTerms, "partition" | "path">): Statement {
  const key = `${terms.partition}:${terms.path}`;
  let statement = ownPaths.get(key);
  if (statement === undefined) {
    statement = shared({
      Sid: "OwnPath",
      Effect: "Deny",
      NotAction: ["iam:Generate*", "iam:Get*", "iam:List*", "iam:Simulate*"],
      // Each kind by its name: IAM refuses an ARN of its own whose kind is a wildcard.
      Resource: ["policy", "role"].map((kind) => `arn:${terms.partition}:iam::*:${kind}${terms.path}*`),
    });
    ownPaths.set(key, statement);
  }
  return statement;
}
