# A resource that Trellis serves, and one that moto does, each in an account of its own.

provider "aws" {}

provider "aws" {
  alias = "other"
  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/deploy"
  }
}

resource "aws_vpclattice_service_network" "internal" {
  name      = "internal"
  auth_type = "AWS_IAM"
}

resource "aws_cloudwatch_log_group" "calls" {
  provider          = aws.other
  name              = "/lattice/calls"
  retention_in_days = 30
}
