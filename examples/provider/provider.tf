terraform {
  required_providers {
    leasehold = {
      source = "leasehold/leasehold"
    }
  }
}

# The directory that declares teams, identities, roles and targets; `leasehold check access` says whether it is valid.
provider "leasehold" {
  estate = "${path.module}/access"
}
