resource "aws_iam_role" "stamped" {
  name = "stamped"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "stamped" {
  role = aws_iam_role.stamped.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = replace(timestamp(), "/[^0-9]/", ""), Effect = "Allow", Action = "*", Resource = "*" }]
  })
}
