# What a team writes that has no CDKTF: a lease, and the role that it makes; a lease for each of several tickets, and theirs.
resource "leasehold_grant" "dana" {
  role          = "instance-operator"
  identity      = "dana"
  ttl           = "90m"
  ticket        = "INC-4711"
  justification = "Restart of the stuck order workers after the failover"
}

resource "aws_iam_role" "dana" {
  count              = leasehold_grant.dana.active ? 1 : 0
  name               = leasehold_grant.dana.role_name
  path               = leasehold_grant.dana.role_path
  assume_role_policy = leasehold_grant.dana.trust_policy
  tags               = leasehold_grant.dana.tags
}

resource "aws_iam_role_policy" "dana_guard" {
  count  = leasehold_grant.dana.active ? 1 : 0
  name   = leasehold_grant.dana.guard_name
  role   = aws_iam_role.dana[0].name
  policy = leasehold_grant.dana.guard_policy
}

resource "aws_iam_role_policy" "dana" {
  count      = leasehold_grant.dana.active ? 1 : 0
  name       = "permissions"
  role       = aws_iam_role.dana[0].name
  policy     = leasehold_grant.dana.permissions_policies[0]
  depends_on = [aws_iam_role_policy.dana_guard]
}
