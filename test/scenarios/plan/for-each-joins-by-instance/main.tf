locals {
  holders = {
    "dana.r" = { AWS = "arn:aws:iam::111122223333:user/dana" }
    "lambda" = { Service = "lambda.amazonaws.com" }
  }
}

resource "aws_iam_role" "data" {
  for_each = local.holders
  name     = "data-${replace(each.key, ".", "-")}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = each.value, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "data" {
  for_each   = aws_iam_role.data
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"
}
