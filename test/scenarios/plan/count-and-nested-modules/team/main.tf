variable "name" { type = string }

module "role" {
  source     = "../role"
  name       = var.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
  enabled    = true
}
