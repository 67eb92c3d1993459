locals {
  teams = {
    "eu.west"         = "eu-west"
    "say \"hi\" [0].x" = "say-hi"
  }
}

resource "aws_iam_role" "admin" {
  for_each = local.teams
  name     = "admin-${each.value}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  for_each   = local.teams
  role       = aws_iam_role.admin[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
