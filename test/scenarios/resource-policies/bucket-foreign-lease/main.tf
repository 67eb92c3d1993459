resource "aws_s3_bucket" "inbox" {
  bucket = "acme-inbox"
}

resource "aws_s3_bucket_policy" "inbox" {
  bucket = aws_s3_bucket.inbox.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/exporter" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::acme-inbox/*"
      Condition = { DateLessThan = { "aws:CurrentTime" = "2026-11-23T12:00:00Z" } }
    }]
  })
}
