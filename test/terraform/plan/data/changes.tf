terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "mock"
  secret_key                  = "mock"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_iam_role" "kept" {
  name               = "kept"
  assume_role_policy = "{}"
}
resource "aws_iam_role" "updated" {
  name                 = "updated"
  assume_role_policy   = "{}"
  max_session_duration = 7200
}
resource "aws_iam_role" "replaced" {
  name               = "replaced-anew"
  assume_role_policy = "{}"
}
resource "aws_iam_role" "replaced_first" {
  name               = "replaced-first-anew"
  assume_role_policy = "{}"
  lifecycle { create_before_destroy = true }
}
resource "aws_iam_role" "moved_to" {
  for_each           = toset(["eu.west"])
  name               = "moved"
  assume_role_policy = "{}"
}
moved {
  from = aws_iam_role.moved_from
  to   = aws_iam_role.moved_to["eu.west"]
}
removed {
  from = aws_iam_role.forgotten
  lifecycle { destroy = false }
}
