removed {
  from = aws_sns_topic.events
  lifecycle {
    destroy = false
  }
}
