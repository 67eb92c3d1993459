locals {
  consumers = toset(["billing", "shipping", "search"])
}

resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_sqs_queue" "consumer" {
  for_each = local.consumers
  name     = "orders-${each.key}"
}

data "aws_iam_policy_document" "consumer" {
  for_each = local.consumers

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.consumer[each.key].arn]
    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.orders.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "consumer" {
  for_each  = local.consumers
  queue_url = aws_sqs_queue.consumer[each.key].id
  policy    = data.aws_iam_policy_document.consumer[each.key].json
}

resource "aws_sns_topic_subscription" "consumer" {
  for_each  = local.consumers
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.consumer[each.key].arn
}
