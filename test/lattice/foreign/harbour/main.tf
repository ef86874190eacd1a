# The caller's account owns the network, and reaches it by an endpoint. Policies name ARNs that are known after apply only,
# one as a document and one as text.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = "ap-southeast-2"
  assume_role {
    role_arn = "arn:aws:iam::470000000001:role/deploy"
  }
}

variable "ships" {
  type    = map(object({ role = string, paths = list(string) }))
  default = { ferry = { role = "ferry", paths = ["/berths/*"] } }
}

resource "aws_vpc" "quay" {
  cidr_block = "10.47.0.0/16"
}

resource "aws_security_group" "endpoint" {
  name   = "endpoint"
  vpc_id = aws_vpc.quay.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoint" {
  security_group_id = aws_security_group.endpoint.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 443
}

resource "aws_vpclattice_service_network" "harbour" {
  name = "harbour"
}

resource "aws_vpc_endpoint" "harbour" {
  vpc_id              = aws_vpc.quay.id
  vpc_endpoint_type   = "ServiceNetwork"
  service_network_arn = aws_vpclattice_service_network.harbour.arn
  security_group_ids  = [aws_security_group.endpoint.id]
}

resource "aws_vpclattice_service" "berths" {
  name      = "berths"
  auth_type = "AWS_IAM"
}

data "aws_iam_policy_document" "berths" {
  statement {
    actions   = ["vpc-lattice-svcs:Invoke"]
    resources = ["${aws_vpclattice_service.berths.arn}/*"]
    principals {
      type        = "AWS"
      identifiers = [for ship in var.ships : "arn:aws:iam::470000000001:role/${ship.role}"]
    }
  }
}

resource "aws_vpclattice_auth_policy" "berths" {
  resource_identifier = aws_vpclattice_service.berths.arn
  policy              = data.aws_iam_policy_document.berths.json
}

resource "aws_vpclattice_service" "tides" {
  name      = "tides"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_auth_policy" "tides" {
  resource_identifier = aws_vpclattice_service.tides.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "vpc-lattice-svcs:Invoke"
      Resource  = "${aws_vpclattice_service.tides.arn}/*"
    }]
  })
}

# A plan does not tell which service each of the two is.
resource "aws_vpclattice_service_network_service_association" "all" {
  for_each = {
    one   = aws_vpclattice_service.berths.id
    other = aws_vpclattice_service.tides.id
  }
  service_identifier         = each.value
  service_network_identifier = aws_vpclattice_service_network.harbour.id
}

resource "aws_vpclattice_listener" "berths" {
  name               = "http"
  protocol           = "HTTP"
  service_identifier = aws_vpclattice_service.berths.id
  default_action {
    fixed_response {
      status_code = 404
    }
  }
}

resource "aws_vpclattice_listener" "tides" {
  name               = "https"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.tides.id
  default_action {
    fixed_response {
      status_code = 404
    }
  }
}

resource "aws_iam_role" "ship" {
  for_each = var.ships
  name     = each.value.role
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  inline_policy {
    name = "invoke"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = { Effect = "Allow", Action = "vpc-lattice-svcs:*", Resource = "arn:aws:vpc-lattice:*:470000000001:service/*" }
    })
  }
}
