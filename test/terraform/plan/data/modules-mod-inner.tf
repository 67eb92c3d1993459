variable "role" {}
variable "opt" { default = "dflt" }
resource "aws_iam_role_policy" "r" {
  role   = var.role
  policy = jsonencode({ r = var.role, o = var.opt })
}
output "id" { value = aws_iam_role_policy.r.id }
