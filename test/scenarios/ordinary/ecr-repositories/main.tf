variable "repositories" {
  type    = set(string)
  default = ["api", "worker", "tools/migrate"]
}

resource "aws_ecr_repository" "app" {
  for_each             = var.repositories
  name                 = each.value
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "app" {
  for_each   = var.repositories
  repository = aws_ecr_repository.app[each.value].name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Keep thirty"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 30 }
      action       = { type = "expire" }
    }]
  })
}
