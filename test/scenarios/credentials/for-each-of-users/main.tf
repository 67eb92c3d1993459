locals {
  bots = toset(["build.bot", "deploy.bot"])
}

resource "aws_iam_user" "ci" {
  for_each = local.bots
  name     = each.value
}

resource "aws_iam_access_key" "ci" {
  for_each = local.bots
  user     = aws_iam_user.ci[each.value].name
}
