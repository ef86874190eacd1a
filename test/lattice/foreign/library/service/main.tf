terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "name" {
  type = string
}

variable "network_id" {
  type = string
}

variable "methods" {
  type = list(string)
}

variable "callers" {
  type = list(string)
}

data "aws_iam_policy_document" "access" {
  statement {
    actions   = ["vpc-lattice-svcs:Invoke"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = var.callers
    }
    condition {
      test     = "StringEquals"
      variable = "vpc-lattice-svcs:RequestMethod"
      values   = var.methods
    }
  }
}

resource "aws_vpclattice_service" "this" {
  name      = var.name
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_auth_policy" "this" {
  resource_identifier = aws_vpclattice_service.this.arn
  policy              = data.aws_iam_policy_document.access.json
}

resource "aws_vpclattice_service_network_service_association" "this" {
  service_identifier         = aws_vpclattice_service.this.id
  service_network_identifier = var.network_id
}

resource "aws_vpclattice_target_group" "this" {
  name = "${var.name}-addresses"
  type = "IP"
  config {
    port             = 8080
    protocol         = "HTTP"
    protocol_version = "HTTP1"
    vpc_identifier   = "vpc-0123456789abcdef0"
  }
}

resource "aws_vpclattice_target_group_attachment" "this" {
  count                   = 2
  target_group_identifier = aws_vpclattice_target_group.this.id
  target {
    id   = "10.32.0.${count.index + 10}"
    port = 8080
  }
}

resource "aws_vpclattice_listener" "this" {
  name               = "https"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.this.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.this.id
      }
    }
  }
}

output "arn" {
  value = aws_vpclattice_service.this.arn
}
