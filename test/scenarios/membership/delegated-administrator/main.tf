resource "aws_organizations_delegated_administrator" "sso" {
  account_id        = "444455556666"
  service_principal = "sso.amazonaws.com"
}
