# A function attached to a target group: its destroy is where the provider stumbles.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

provider "aws" {
  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/deploy"
  }
}

resource "aws_vpclattice_target_group" "orders" {
  name = "orders"
  type = "LAMBDA"
  config {
    lambda_event_structure_version = "V2"
  }
}

resource "aws_vpclattice_target_group_attachment" "orders" {
  target_group_identifier = aws_vpclattice_target_group.orders.id
  target {
    id = "arn:aws:lambda:us-east-1:222222222222:function:orders"
  }
}
