resource "aws_iam_user" "erin" {
  name = "erin"
}

resource "aws_iam_user_policy" "erin" {
  user = aws_iam_user.erin.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:*"
      Resource  = "*"
      Condition = { "ForAllValues:DateLessThan" = { "aws:TokenIssueTime" = "2026-11-23T12:00:00Z" } }
    }]
  })
}
