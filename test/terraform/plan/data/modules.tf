terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "mock"
  secret_key                  = "mock"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}
provider "aws" {
  alias                       = "west"
  region                      = "eu-west-1"
  access_key                  = "mock"
  secret_key                  = "mock"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
variable "flag" { default = ["a", "b"] }
variable "secret" {
  default   = "x"
  sensitive = true
}
locals {
  keys = { "eu.west" = "a", "a\"b[c]" = "b", "module.x[\"y\"]" = "c" }
}
module "app" {
  source   = "./mod"
  for_each = local.keys
  name     = each.value
  role     = aws_iam_role.deploy["eu.west"].arn
  providers = { aws = aws.west, aws.other = aws }
}
module "plain" {
  source = "./mod"
  name   = "plain"
  role   = aws_iam_role.deploy["eu.west"].arn
  providers = { aws = aws, aws.other = aws.west }
}
resource "aws_iam_role" "deploy" {
  for_each           = local.keys
  name               = "deploy-${each.value}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
resource "aws_iam_policy" "p" {
  count  = 2
  name   = "p${count.index}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = aws_iam_role.deploy["eu.west"].arn }] })
}
resource "aws_iam_role_policy_attachment" "each" {
  for_each   = local.keys
  role       = aws_iam_role.deploy[each.key].name
  policy_arn = aws_iam_policy.p[0].arn
}
resource "aws_iam_role_policy_attachment" "counted" {
  count      = 2
  role       = aws_iam_role.deploy["eu.west"].id
  policy_arn = aws_iam_policy.p[count.index].arn
}
resource "aws_iam_role_policy" "out" {
  role   = module.plain.role_name
  policy = data.aws_iam_policy_document.late.json
}
resource "aws_iam_role_policy" "known" {
  role   = module.app["eu.west"].role_name
  policy = data.aws_iam_policy_document.known.json
}
data "aws_iam_policy_document" "late" {
  statement {
    actions   = ["iam:*"]
    resources = [aws_iam_policy.p[0].arn]
  }
}
data "aws_iam_policy_document" "known" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}
resource "aws_iam_role" "dynamic" {
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_role.deploy["eu.west"].arn } }] })
  managed_policy_arns = [aws_iam_policy.p[0].arn, "arn:aws:iam::aws:policy/ReadOnlyAccess"]
  dynamic "inline_policy" {
    for_each = toset(["a", "b"])
    content {
      name   = inline_policy.value
      policy = aws_iam_policy.p[0].policy
    }
  }
}
resource "aws_iam_role" "dynamic_unknown" {
  assume_role_policy = "{}"
  dynamic "inline_policy" {
    for_each = aws_iam_policy.p[*].arn
    content {
      name   = inline_policy.value
      policy = aws_iam_policy.p[0].policy
    }
  }
}
resource "aws_iam_role" "dynamic_whole_unknown" {
  assume_role_policy = "{}"
  dynamic "inline_policy" {
    for_each = split(",", aws_iam_policy.p[0].arn)
    content {
      name   = inline_policy.value
      policy = aws_iam_policy.p[0].policy
    }
  }
}
resource "aws_iam_role" "inline" {
  assume_role_policy = "{}"
  inline_policy {
    name   = "b"
    policy = jsonencode({ a = aws_iam_policy.p[0].arn })
  }
  inline_policy {
    name   = "a"
    policy = "{}"
  }
  tags = { owner = aws_iam_policy.p[0].arn, team = "x" }
}
resource "aws_iam_access_key" "k" {
  user = aws_iam_user.u.name
}
resource "aws_iam_user" "u" { name = "u" }
output "x" { value = aws_iam_role.inline.arn }
