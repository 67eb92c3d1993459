resource "leasehold_grant" "restart" {
  role          = "instance-operator"
  identity      = "dana"
  ttl           = "90m"
  ticket        = "INC-4711"
  justification = "Restart of the stuck order workers after the failover"
}

# What gives the access hangs on the lease: the apply after its end removes it. Until then AWS itself has ended it.
resource "aws_iam_role" "restart" {
  count = leasehold_grant.restart.active ? 1 : 0

  name                  = leasehold_grant.restart.role_name
  path                  = leasehold_grant.restart.role_path
  assume_role_policy    = leasehold_grant.restart.trust_policy
  max_session_duration  = 3600
  force_detach_policies = true
  tags                  = leasehold_grant.restart.tags
}

# The guard first, then the permissions: no moment is without it.
resource "aws_iam_role_policy" "guard" {
  count = leasehold_grant.restart.active ? 1 : 0

  role   = aws_iam_role.restart[0].name
  name   = leasehold_grant.restart.guard_name
  policy = leasehold_grant.restart.guard_policy
}

resource "aws_iam_role_policy" "permissions" {
  count = leasehold_grant.restart.active ? length(leasehold_grant.restart.permissions_policies) : 0

  role   = aws_iam_role.restart[0].name
  name   = "permissions-${count.index}"
  policy = leasehold_grant.restart.permissions_policies[count.index]

  depends_on = [aws_iam_role_policy.guard]
}
