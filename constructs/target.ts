import type { TerraformRoot } from "../src/terraform/resource";
import { type DeclaredProps, declare, type IDeclared, type Reference } from "./declared";
import { type Complaint, describe } from "./estate-error";
import { Annotations, Aspects, Construct, type TerraformBackend, TerraformStack } from "./framework";
import type { DeclaredEstate } from "./marks";
import { checkNeighbours } from "./neighbours";
import { Ownership } from "./ownership";
import { checkReferences } from "./references";
import { makeOutput, makeResource } from "./resources";
import { RootBackend, RootProvider } from "./root-elements";
import type { Team } from "./team";
import type { TokenTable } from "./tokens";

/** An AWS account. */
export interface AwsTargetProps {
  /** Its 12 digits; the provider refuses to work in any other account. */
  readonly account: string;
  /** Where the provider works; IAM itself has no regions. */
  readonly region: string;
  /**
   * The partition.
   * @default the region's
   */
  readonly partition?: "aws" | "aws-us-gov" | "aws-cn";
  /**
   * ARN of the role that Terraform assumes in the account.
   * @default Terraform works with the credentials it is started with
   */
  readonly assumeRole?: string;
  /**
   * The external id that assuming that role takes.
   * @default none
   */
  readonly externalId?: string;
  /**
   * ARN of the policy that bounds every role that is made; a token may stand here.
   * @default none
   */
  readonly permissionsBoundary?: string;
}

/** A GCP project, folder, organization or bucket: exactly one of the four. */
export interface GcpTargetProps {
  /**
   * The project's id.
   * @default another of the four
   */
  readonly project?: string;
  /**
   * The folder's number.
   * @default another of the four
   */
  readonly folder?: string;
  /**
   * The organization's number.
   * @default another of the four
   */
  readonly organization?: string;
  /**
   * The name of a storage bucket with uniform access.
   * @default another of the four
   */
  readonly bucket?: string;
  /**
   * E-mail address of the service account that Terraform impersonates.
   * @default Terraform works with the credentials it is started with
   */
  readonly impersonate?: string;
}

/** Terraform's own backend block: `{ s3: { bucket: "acme-state", key: "{estate}/{target}.tfstate" } }`. */
export interface BackendProps {
  readonly [type: string]: { readonly [setting: string]: unknown };
}

/** What is said of a target. */
export interface TargetProps extends DeclaredProps {
  /**
   * What it is used for, such as `production`.
   * @default not said
   */
  readonly environment?: string;
  /** The team that runs it; it is the platform owner of every role leased there that names no other. */
  readonly owner: Reference<Team>;
  /**
   * The AWS account that it is.
   * @default it is one of GCP
   */
  readonly aws?: AwsTargetProps;
  /**
   * The GCP scope that it is.
   * @default it is one of AWS
   */
  readonly gcp?: GcpTargetProps;
  /**
   * Where Terraform keeps its state; `{estate}` and `{target}` are filled in.
   * @default the estate's `policy.backend`, else a local file
   */
  readonly backend?: BackendProps;
}

/** The construct below which everything stands that the estate puts into a target. */
const below = "leasehold";

/**
 * Where access lands: an AWS account, or a GCP project, folder, organization or bucket. It is a stack of its own, with
 * backend and provider; whatever else belongs there may be put into it.
 *
 * What the estate comes to is known only when all of it has been declared. So its resources are made when the stack is
 * synthesized, in whichever way that happens, and made anew if the estate was added to since.
 */
export class Target extends TerraformStack implements IDeclared {
  readonly declaredName: string;
  readonly section = "targets";
  private readonly estate: DeclaredEstate;
  private readonly said = new Set<string>();
  private made: { readonly revision: number; readonly root: TerraformRoot } | undefined;

  constructor(scope: Construct, id: string, props: TargetProps) {
    super(scope, id);
    const { estate, name } = declare(this, "targets", props);
    this.declaredName = name;
    this.estate = estate;
    // `Testing.synth` prepares no stack; it begins with the aspects, of which this is the first.
    Aspects.of(this).add({
      visit: (node) => {
        if (node === this) this.make();
      },
    });
  }

  override prepareStack(): void {
    this.make();
    super.prepareStack();
  }

  override ensureBackendExists(): TerraformBackend {
    this.make();
    return super.ensureBackendExists();
  }

  override runAllValidations(): void {
    this.make();
    super.runAllValidations();
  }

  override toTerraform(): unknown {
    const root = this.make();
    checkNeighbours(this, below, root);
    return super.toTerraform();
  }

  /** @throws Error always: HCL as the framework writes it does not keep quotes beside escaped `${` */
  override toHclTerraform(): never {
    throw new Error(
      `Target "${this.node.path}" can be synthesized to Terraform JSON only: the framework's HCL output would not keep policies as they are. ` +
        "Leave out `hclOutput` and SYNTH_HCL_OUTPUT.",
    );
  }

  /** @throws Error if the estate may not be compiled: all that is wrong with it */
  private make(): TerraformRoot {
    Ownership.reachAll(this.node.root);
    const { revision } = this.estate;
    if (this.made?.revision === revision) {
      // The app may have come to refer to it since.
      checkReferences(this, this.made.root);
      return this.made.root;
    }
    const { roots, tokens, warnings } = this.estate.compile();
    const root = roots.get(this.declaredName);
    if (!root) throw new Error(`fault in leasehold: nothing was compiled for target "${this.declaredName}"`);
    checkReferences(this, root);
    // The framework shows what stands in a stack; one of them speaks for the estate.
    if (this.declaredName === [...roots.keys()][0]) this.warn(warnings);
    this.node.tryRemoveChild(below);
    this.fill(root, tokens);
    this.made = { revision, root };
    return root;
  }

  private warn(warnings: readonly Complaint[]): void {
    for (const text of warnings.map(describe)) {
      if (this.said.has(text)) continue;
      this.said.add(text);
      Annotations.of(this).addWarning(text.trim());
    }
  }

  private fill(root: TerraformRoot, tokens: TokenTable): void {
    const scope = new Construct(this, below);
    new RootBackend(scope, root.backend, tokens);
    new RootProvider(scope, root.provider, tokens);
    for (const resource of root.resources) makeResource(scope, resource, tokens);
    for (const output of root.outputs) makeOutput(scope, output, tokens);
  }
}
