resource "aws_iam_role" "future" {
  name = "future"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "future" {
  role = aws_iam_role.future.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["quantumledger:BecomeEverybody"], Resource = "*" }]
  })
}
