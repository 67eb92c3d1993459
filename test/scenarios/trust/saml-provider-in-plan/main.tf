resource "aws_iam_saml_provider" "company" {
  name                   = "company"
  saml_metadata_document = <<-EOT
    <EntityDescriptor entityID="https://idp.acme.example/metadata" xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.acme.example/sso"/></IDPSSODescriptor><!-- ${join("", [for n in range(120) : "metadata of the company "])} --></EntityDescriptor>
  EOT
}
