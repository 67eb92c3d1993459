terraform { 
  required_providers { 
    aws = { 
      source = "hashicorp/aws" 
      configuration_aliases = [aws.other]
    }
  }
}
variable "name" {}
variable "role" {}
resource "aws_iam_role" "this" {
  name               = "mod-${var.name}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = var.role } }] })
}
resource "aws_iam_role" "other" {
  provider = aws.other
  name               = "other-${var.name}"
  assume_role_policy = "{}"
}
module "inner" {
  source = "./inner"
  role   = aws_iam_role.this.id
}
output "role_name" { value = aws_iam_role.this.id }
output "inner" { value = module.inner.id }
