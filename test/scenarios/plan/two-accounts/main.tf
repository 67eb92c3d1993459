resource "aws_iam_role" "here" {
  name = "worker"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "here" {
  role       = "worker"
  policy_arn = "arn:aws:iam::aws:policy/IAMFullAccess"
  depends_on = [aws_iam_role.here]
}

resource "aws_iam_role" "there" {
  provider = aws.other
  name     = "worker"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "there" {
  provider   = aws.other
  role       = "worker"
  policy_arn = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"
  depends_on = [aws_iam_role.there]
}
