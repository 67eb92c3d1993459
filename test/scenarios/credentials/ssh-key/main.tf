resource "aws_iam_user_ssh_key" "git" {
  username   = "ci"
  encoding   = "SSH"
  public_key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 ci@acme.example"
}
