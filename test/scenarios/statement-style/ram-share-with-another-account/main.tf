resource "aws_ram_resource_share" "network" {
  name                      = "network"
  allow_external_principals = true
}

resource "aws_ram_principal_association" "partner" {
  principal          = "444455556666"
  resource_share_arn = aws_ram_resource_share.network.arn
}

resource "aws_ram_resource_association" "subnet" {
  resource_arn       = "arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-0123456789abcdef0"
  resource_share_arn = aws_ram_resource_share.network.arn
}
