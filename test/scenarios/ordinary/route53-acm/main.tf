resource "aws_route53_zone" "main" {
  name = "acme.example"
}

resource "aws_acm_certificate" "main" {
  domain_name       = "www.acme.example"
  validation_method = "DNS"
}

resource "aws_route53_record" "www" {
  zone_id = aws_route53_zone.main.zone_id
  name    = "www"
  type    = "CNAME"
  ttl     = 300
  records = ["d111111abcdef8.cloudfront.net"]
}
