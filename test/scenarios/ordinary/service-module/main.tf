data "aws_caller_identity" "current" {}

module "service" {
  source   = "./service"
  for_each = toset(["orders.api", "orders.worker", "billing"])
  name     = replace(each.key, ".", "-")
  statements = [{
    actions   = ["dynamodb:GetItem", "dynamodb:Query"]
    resources = ["arn:aws:dynamodb:eu-central-1:${data.aws_caller_identity.current.account_id}:table/${replace(each.key, ".", "-")}"]
  }]
}
