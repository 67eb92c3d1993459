resource "aws_sns_topic" "east" {
  name = "east"
}

resource "aws_sns_topic" "west" {
  provider = aws.west
  name     = "west"
}
