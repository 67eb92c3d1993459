import type { IdentityProvidersAnswer } from "./answers";
import { type Instances, present, tagsOf } from "./instances";

/** OpenID Connect and SAML providers. */
export function addIdentityProviders(
  { OpenIDConnectProviders, SAMLProviders }: IdentityProvidersAnswer,
  to: Instances,
): void {
  for (const { Arn: arn, Url: url, ClientIDList, ThumbprintList, Tags = [] } of OpenIDConnectProviders) {
    const values = present({
      arn,
      url,
      client_id_list: ClientIDList,
      thumbprint_list: ThumbprintList,
      tags: tagsOf(Tags),
    });
    to.add("aws_iam_openid_connect_provider", arn, url, values);
  }
  for (const { Arn: arn, ValidUntil, Tags = [] } of SAMLProviders) {
    const name = arn.split(":saml-provider/")[1] ?? arn;
    to.add("aws_iam_saml_provider", arn, name, present({ arn, name, valid_until: ValidUntil, tags: tagsOf(Tags) }));
  }
}
