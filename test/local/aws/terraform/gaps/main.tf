# What moto alone gets wrong, beside what it gets right: a function's logging, AWS's managed policies, and a private zone
# that serves a VPC of another account.

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
    role_arn = "arn:aws:iam::111111111111:role/deploy"
  }
}

provider "aws" {
  alias = "consumer"
  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/deploy"
  }
}

data "aws_availability_zones" "here" {
  state = "available"
}

data "aws_ec2_managed_prefix_list" "lattice" {
  for_each = toset(["vpc-lattice", "ipv6.vpc-lattice"])
  name     = "com.amazonaws.us-east-1.${each.key}"
}

resource "aws_iam_role" "function" {
  name = "function"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "managed" {
  role       = aws_iam_role.function.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_cloudwatch_log_group" "function" {
  name = "/aws/lambda/function"
}

resource "aws_lambda_function" "function" {
  function_name = "function"
  role          = aws_iam_role.function.arn
  filename      = "${path.module}/function.zip"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  publish       = true
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.function.name
  }
}

resource "aws_iam_role_policy" "function" {
  name   = "inline"
  role   = aws_iam_role.function.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }] })
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.function.function_name
  function_version = aws_lambda_function.function.version
}

resource "aws_lambda_permission" "live" {
  statement_id  = "by-alias"
  action        = "lambda:InvokeFunction"
  principal     = "vpc-lattice.amazonaws.com"
  function_name = aws_lambda_function.function.function_name
  qualifier     = aws_lambda_alias.live.name
}

resource "aws_vpc" "owner" {
  cidr_block           = "10.10.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc" "consumer" {
  provider   = aws.consumer
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "consumer" {
  provider          = aws.consumer
  vpc_id            = aws_vpc.consumer.id
  cidr_block        = "10.20.0.0/24"
  availability_zone = data.aws_availability_zones.here.names[0]
}

resource "aws_security_group" "consumer" {
  provider = aws.consumer
  name     = "consumer"
  vpc_id   = aws_vpc.consumer.id
}

resource "aws_vpc_security_group_egress_rule" "lattice" {
  provider          = aws.consumer
  for_each          = data.aws_ec2_managed_prefix_list.lattice
  security_group_id = aws_security_group.consumer.id
  prefix_list_id    = each.value.id
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}

resource "aws_route53_zone" "internal" {
  name = "acme.internal"
  vpc {
    vpc_id = aws_vpc.owner.id
  }
  lifecycle {
    ignore_changes = [vpc]
  }
}

resource "aws_route53_record" "orders" {
  zone_id = aws_route53_zone.internal.zone_id
  name    = "orders.acme.internal"
  type    = "A"
  alias {
    name                   = "orders-0123456789abcdef0.7d67968.vpc-lattice-svcs.us-east-1.on.aws"
    zone_id                = "Z09127221KTH2CFUOHIZH"
    evaluate_target_health = false
  }
}

resource "aws_route53_vpc_association_authorization" "consumer" {
  zone_id = aws_route53_zone.internal.zone_id
  vpc_id  = aws_vpc.consumer.id
}

resource "aws_route53_zone_association" "consumer" {
  provider = aws.consumer
  zone_id  = aws_route53_vpc_association_authorization.consumer.zone_id
  vpc_id   = aws_vpc.consumer.id
}
