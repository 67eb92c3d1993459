resource "aws_sns_topic" "left" {
  name = "left"
}
