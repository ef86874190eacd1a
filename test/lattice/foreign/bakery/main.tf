# One account, one network, two services: a policy written with jsonencode, rules, weights, inline policies.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

variable "organization" {
  type    = string
  default = "o-br3adbr3ad"
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["121212121212"]
}

data "aws_caller_identity" "here" {}

data "aws_ec2_managed_prefix_list" "lattice" {
  name = "com.amazonaws.eu-central-1.vpc-lattice"
}

locals {
  callers = ["till", "oven"]
  tags    = merge({ owner = "bakery" }, { stage = "prod" })
}

resource "aws_vpc" "shop" {
  cidr_block = "10.9.0.0/16"
  tags       = local.tags
}

resource "aws_subnet" "shop" {
  count      = 2
  vpc_id     = aws_vpc.shop.id
  cidr_block = cidrsubnet(aws_vpc.shop.cidr_block, 4, count.index)
}

resource "aws_security_group" "lattice" {
  name   = "lattice-in"
  vpc_id = aws_vpc.shop.id

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = [aws_vpc.shop.cidr_block]
  }
}

resource "aws_vpclattice_service_network" "bakery" {
  name      = "bakery"
  auth_type = "AWS_IAM"
  tags      = local.tags
}

resource "aws_vpclattice_auth_policy" "bakery" {
  resource_identifier = aws_vpclattice_service_network.bakery.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OwnOrganization"
      Effect    = "Allow"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalOrgID" = var.organization } }
    }]
  })
}

resource "aws_vpclattice_service_network_vpc_association" "shop" {
  vpc_identifier             = aws_vpc.shop.id
  service_network_identifier = aws_vpclattice_service_network.bakery.id
  security_group_ids         = [aws_security_group.lattice.id]
}

resource "aws_vpclattice_service" "bread" {
  name      = "bread"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_auth_policy" "bread" {
  resource_identifier = aws_vpclattice_service.bread.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.here.account_id}:root" }
        Action    = "vpc-lattice-svcs:Invoke"
        Resource  = "*"
        Condition = { StringEquals = { "vpc-lattice-svcs:RequestMethod" = ["GET", "POST"] } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "vpc-lattice-svcs:Invoke"
        Resource  = "*/recipes/*"
      }
    ]
  })
}

# Left open on purpose: whoever is in the VPC reads the opening hours.
resource "aws_vpclattice_service" "hours" {
  name = "hours"
}

resource "aws_vpclattice_service_network_service_association" "bread" {
  service_identifier         = aws_vpclattice_service.bread.id
  service_network_identifier = aws_vpclattice_service_network.bakery.id
}

resource "aws_vpclattice_service_network_service_association" "hours" {
  service_identifier         = aws_vpclattice_service.hours.arn
  service_network_identifier = aws_vpclattice_service_network.bakery.arn
}

resource "aws_iam_role" "runs" {
  for_each = toset(["bread", "hours"])
  name     = "runs-${each.key}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
}

resource "aws_lambda_function" "runs" {
  for_each      = aws_iam_role.runs
  function_name = each.key
  role          = each.value.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  s3_bucket     = "bakery-code"
  s3_key        = "${each.key}.zip"
}

resource "aws_vpclattice_target_group" "runs" {
  for_each = aws_lambda_function.runs
  name     = "tg1-${each.key}"
  type     = "LAMBDA"
  config {
    lambda_event_structure_version = "V2"
  }
}

resource "aws_vpclattice_target_group_attachment" "runs" {
  for_each                = aws_vpclattice_target_group.runs
  target_group_identifier = each.value.id
  target {
    id = aws_lambda_function.runs[each.key].arn
  }
}

resource "aws_vpclattice_listener" "bread" {
  name               = "https"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.bread.id
  default_action {
    fixed_response {
      status_code = 404
    }
  }
}

resource "aws_vpclattice_listener_rule" "bread" {
  name                = "loaves"
  listener_identifier = aws_vpclattice_listener.bread.listener_id
  service_identifier  = aws_vpclattice_service.bread.id
  priority            = 10
  match {
    http_match {
      path_match {
        match {
          prefix = "/loaves"
        }
      }
    }
  }
  action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.runs["bread"].id
        weight                  = 90
      }
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.runs["hours"].id
        weight                  = 10
      }
    }
  }
}

resource "aws_vpclattice_listener" "hours" {
  name               = "http"
  protocol           = "HTTPS"
  port               = 443
  service_identifier = aws_vpclattice_service.hours.id
  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.runs["hours"].id
      }
    }
  }
}

resource "aws_iam_role" "caller" {
  count = length(local.callers)
  name  = element(local.callers, count.index)
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "till" {
  name = "invoke"
  role = aws_iam_role.caller[0].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["vpc-lattice-svcs:Invoke"], Resource = "*" }]
  })
}
