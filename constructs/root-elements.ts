import { literal } from "../src/terraform/literal";
import type { TerraformRoot } from "../src/terraform/resource";
import { type Construct, TerraformBackend, TerraformProvider, TerraformRemoteState, TerraformStack } from "./framework";
import { convert } from "./resources";
import type { TokenTable } from "./tokens";

type Settings = { readonly [name: string]: unknown };

/** The backend of a root, just as `synth` writes it. */
export class RootBackend extends TerraformBackend {
  private readonly settings: Settings;

  constructor(scope: Construct, data: TerraformRoot["backend"], tokens: TokenTable) {
    super(scope, "backend", data.type);
    this.settings = convert(data.settings, tokens, literal) as Settings;
  }

  protected override synthesizeAttributes(): Settings {
    return { ...this.settings };
  }

  /** How another stack of the app reads this one's outputs. */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new RemoteState(scope, name, this.name, this.seenFromAnotherStack());
  }

  private seenFromAnotherStack(): Settings {
    const { path } = this.settings;
    // Terraform runs in each stack's own directory, `stacks/<id>`.
    if (this.name !== "local" || typeof path !== "string" || path.startsWith("/")) return this.settings;
    return { ...this.settings, path: `../${TerraformStack.of(this).node.id}/${path}` };
  }
}

class RemoteState extends TerraformRemoteState {}

/** The provider of a root: its version is a range, whatever the installed package was made for. */
export class RootProvider extends TerraformProvider {
  private readonly settings: Settings;

  constructor(scope: Construct, data: TerraformRoot["provider"], tokens: TokenTable) {
    super(scope, data.name, {
      terraformResourceType: data.name,
      terraformGeneratorMetadata: { providerName: data.name, providerVersion: data.version },
      terraformProviderSource: data.source,
    });
    this.settings = convert(data.settings, tokens, literal) as Settings;
  }

  protected override synthesizeAttributes(): Settings {
    return { ...this.settings };
  }
}
