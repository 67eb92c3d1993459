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

resource "leasehold_grant" "repair" {
  for_each      = { first = "INC-4712", "second.one" = "INC-4713" }
  role          = "instance-operator"
  identity      = "repair-agent"
  task          = "restart-orders"
  ttl           = "20m"
  start         = each.key == "first" ? null : "2026-11-23T12:00:00Z"
  ticket        = each.value
  justification = "Restart of the stuck order workers after the failover"
}

module "repair" {
  source       = "./lease"
  for_each     = { for key, grant in leasehold_grant.repair : key => key if grant.active }
  trust_policy = leasehold_grant.repair["first"].trust_policy
  guard_policy = leasehold_grant.repair["first"].guard_policy
  grant        = leasehold_grant.repair["first"]
}

resource "aws_iam_role" "later" {
  for_each           = leasehold_grant.repair
  name               = "repair-${md5(each.key)}"
  assume_role_policy = each.value.trust_policy
  tags               = each.value.tags
}

resource "aws_iam_role_policy" "later_guard" {
  for_each = leasehold_grant.repair
  name     = each.value.guard_name
  role     = aws_iam_role.later[each.key].name
  policy   = each.value.guard_policy
}

resource "aws_iam_role_policy" "later" {
  for_each   = leasehold_grant.repair
  name       = "permissions"
  role       = aws_iam_role.later[each.key].name
  policy     = each.value.permissions_policies[0]
  depends_on = [aws_iam_role_policy.later_guard]
}
