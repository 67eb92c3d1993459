resource "aws_cloudwatch_event_bus_policy" "default" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "partner"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:root" }
      Action    = "events:PutEvents"
      Resource  = "arn:aws:events:eu-central-1:111122223333:event-bus/default"
    }]
  })
}
