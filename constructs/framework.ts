/**
 * The one place that names the construct framework. What is taken from it is what `cdktf` and its maintained successor
 * have in common; whether something is of a class is asked by the framework's own `isStack`, `isTerraformResource`, …,
 * never by `instanceof`, since a tree may hold constructs of another copy.
 */
export {
  Annotations,
  App,
  Aspects,
  DefaultTokenResolver,
  Fn,
  type IAspect,
  type IResolvable,
  type IResolveContext,
  ref,
  StringConcat,
  TerraformBackend,
  TerraformElement,
  TerraformOutput,
  TerraformProvider,
  TerraformRemoteState,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from "cdktf";
export { Construct, type IConstruct } from "constructs";
