resource "aws_iam_role" "workers" {
  name = "workers"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_group" "workers" {
  name = "workers"
}

resource "aws_iam_role_policy_attachment" "workers" {
  role       = "workers"
  policy_arn = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"
  depends_on = [aws_iam_role.workers]
}

resource "aws_iam_group_policy_attachment" "workers" {
  group      = "workers"
  policy_arn = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"
  depends_on = [aws_iam_group.workers]
}
