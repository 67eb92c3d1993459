resource "aws_msk_serverless_cluster" "events" {
  cluster_name = "events"

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  }

  client_authentication {
    sasl {
      iam {
        enabled = true
      }
    }
  }
}

resource "aws_iam_role" "producer" {
  name = "producer"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

data "aws_iam_policy_document" "producer" {
  statement {
    actions   = ["kafka-cluster:Connect", "kafka-cluster:WriteData", "kafka-cluster:DescribeTopic"]
    resources = [aws_msk_serverless_cluster.events.arn, "arn:aws:kafka:eu-central-1:111122223333:topic/events/*"]
  }
}

resource "aws_iam_role_policy" "producer" {
  role   = aws_iam_role.producer.id
  policy = data.aws_iam_policy_document.producer.json
}
