resource "aws_iam_role" "lease" {
  name = "leasehold-acme-dana-restart"
  path = "/leasehold/acme/"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }
      Action    = ["sts:AssumeRole", "sts:SetSourceIdentity"]
      Condition = {
        DateGreaterThanEquals = { "aws:CurrentTime" = "2026-11-23T09:00:00Z" }
        DateLessThan          = { "aws:CurrentTime" = "2026-11-23T10:30:00Z" }
      }
    }]
  })
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "lease" {
  name = "leasehold-guard"
  role = aws_iam_role.lease.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "BeforeStart", Effect = "Deny", Action = "*", Resource = "*", Condition = { DateLessThan = { "aws:CurrentTime" = "2026-11-23T09:00:00Z" } } },
      { Sid = "FromEnd", Effect = "Deny", Action = "*", Resource = "*", Condition = { DateGreaterThanEquals = { "aws:CurrentTime" = "2026-11-23T10:30:00Z" } } }
    ]
  })
}

resource "aws_iam_policy" "restart" {
  name = "restart"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ec2:RebootInstances"], Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "lease" {
  role       = aws_iam_role.lease.name
  policy_arn = aws_iam_policy.restart.arn
  depends_on = [aws_iam_role_policy.lease]
}
