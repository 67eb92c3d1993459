terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
    leasehold = {
      source = "leasehold/leasehold"
    }
  }
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

provider "leasehold" {
  estate = "estate"
  now    = "2026-11-23T08:00:00Z"
}
