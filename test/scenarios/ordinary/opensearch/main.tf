data "aws_caller_identity" "current" {}

resource "aws_iam_role" "indexer" {
  name = "indexer"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

data "aws_iam_policy_document" "search" {
  statement {
    actions   = ["es:ESHttpGet", "es:ESHttpPut", "es:ESHttpPost"]
    resources = ["arn:aws:es:eu-central-1:${data.aws_caller_identity.current.account_id}:domain/search/*"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.indexer.arn]
    }
  }
}

resource "aws_opensearch_domain" "search" {
  domain_name     = "search"
  engine_version  = "OpenSearch_2.11"
  access_policies = data.aws_iam_policy_document.search.json

  cluster_config {
    instance_type = "t3.small.search"
  }

  ebs_options {
    ebs_enabled = true
    volume_size = 20
  }

  vpc_options {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718"]
  }
}
