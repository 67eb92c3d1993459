resource "aws_iam_role" "agent" {
  name = "agent"
  tags = { team = "payments" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/agents/repair" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "agent" {
  role = aws_iam_role.agent.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ec2:StopInstances"], Resource = "*", Condition = { DateLessThan = { "aws:CurrentTime" = "2026-11-23T12:00:00Z" } } }]
  })
}
