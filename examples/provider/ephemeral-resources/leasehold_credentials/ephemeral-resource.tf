ephemeral "leasehold_credentials" "restart" {
  role_arn          = aws_iam_role.restart[0].arn
  grant             = leasehold_grant.restart.name
  identity          = leasehold_grant.restart.identity
  starts_at         = leasehold_grant.restart.starts_at
  ends_at           = leasehold_grant.restart.ends_at
  duration          = "30m"
  minimum_remaining = "20m"
}

# A provider that works with the lease, and with nothing else.
provider "aws" {
  alias      = "leased"
  region     = "eu-central-1"
  access_key = ephemeral.leasehold_credentials.restart.access_key_id
  secret_key = ephemeral.leasehold_credentials.restart.secret_access_key
  token      = ephemeral.leasehold_credentials.restart.session_token
}
