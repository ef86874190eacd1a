# Three accounts: a service network, a producer in its organization, and a partner outside it.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

variable "weight" {
  default = 10
}

provider "aws" {
  assume_role {
    role_arn = "arn:aws:iam::111111111111:role/deploy"
  }
  allowed_account_ids = ["111111111111"]
  default_tags {
    tags = { platform = "acme" }
  }
}

provider "aws" {
  alias = "orders"
  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/deploy"
  }
  allowed_account_ids = ["222222222222"]
}

provider "aws" {
  alias = "partner"
  assume_role {
    role_arn = "arn:aws:iam::999999999999:role/deploy"
  }
}

# The network account

resource "aws_vpclattice_service_network" "internal" {
  name      = "internal"
  auth_type = "AWS_IAM"
  tags      = { Name = "internal" }
}

resource "aws_vpclattice_auth_policy" "internal" {
  resource_identifier = aws_vpclattice_service_network.internal.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "vpc-lattice-svcs:Invoke", Resource = "*" }]
  })
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/vendedlogs/internal"
  retention_in_days = 90
}

resource "aws_vpclattice_access_log_subscription" "internal" {
  resource_identifier = aws_vpclattice_service_network.internal.arn
  destination_arn     = aws_cloudwatch_log_group.access.arn
}

resource "aws_ram_resource_share" "internal" {
  name                      = "internal"
  allow_external_principals = true
}

resource "aws_ram_resource_association" "internal" {
  resource_arn       = aws_vpclattice_service_network.internal.arn
  resource_share_arn = aws_ram_resource_share.internal.arn
}

resource "aws_ram_principal_association" "organization" {
  principal          = "arn:aws:organizations::111111111111:organization/o-a1b2c3d4e5"
  resource_share_arn = aws_ram_resource_share.internal.arn
}

resource "aws_ram_principal_association" "partner" {
  principal          = "999999999999"
  resource_share_arn = aws_ram_resource_share.internal.arn
}

resource "aws_ram_resource_share_accepter" "partner" {
  provider   = aws.partner
  share_arn  = aws_ram_principal_association.partner.resource_share_arn
  depends_on = [aws_ram_resource_association.internal]
}

# The producer

data "aws_ram_resource_share" "internal" {
  provider       = aws.orders
  name           = "internal"
  resource_owner = "OTHER-ACCOUNTS"
  depends_on     = [aws_ram_resource_association.internal, aws_ram_principal_association.organization]
}

data "aws_vpclattice_service_network" "internal" {
  provider                   = aws.orders
  service_network_identifier = data.aws_ram_resource_share.internal.resource_arns[0]
}

resource "aws_iam_role" "orders" {
  provider = aws.orders
  name     = "orders"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_lambda_function" "orders" {
  provider      = aws.orders
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  filename      = "${path.module}/function.zip"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  provider         = aws.orders
  name             = "live"
  function_name    = aws_lambda_function.orders.function_name
  function_version = aws_lambda_function.orders.version
}

resource "aws_vpclattice_service" "orders" {
  provider  = aws.orders
  name      = "orders"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_auth_policy" "orders" {
  provider            = aws.orders
  resource_identifier = aws_vpclattice_service.orders.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "vpc-lattice-svcs:Invoke", Resource = "*" }]
  })
}

resource "aws_vpclattice_resource_policy" "orders" {
  provider     = aws.orders
  resource_arn = aws_vpclattice_service.orders.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111111111111:root" }
      Action    = ["vpc-lattice:CreateServiceNetworkServiceAssociation", "vpc-lattice:GetService"]
      Resource  = aws_vpclattice_service.orders.arn
    }]
  })
}

resource "aws_vpclattice_target_group" "orders" {
  provider = aws.orders
  for_each = toset(["blue", "green"])
  name     = "orders-${each.key}"
  type     = "LAMBDA"
  config {
    lambda_event_structure_version = "V2"
  }
}

resource "aws_vpclattice_target_group_attachment" "orders" {
  provider                = aws.orders
  for_each                = aws_vpclattice_target_group.orders
  target_group_identifier = each.value.id
  target {
    id = aws_lambda_alias.live.arn
  }
}

resource "aws_lambda_permission" "lattice" {
  provider      = aws.orders
  for_each      = aws_vpclattice_target_group.orders
  statement_id  = each.key
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "vpc-lattice.amazonaws.com"
  source_arn    = each.value.arn
}

resource "aws_vpclattice_target_group" "legacy" {
  provider = aws.orders
  name     = "orders-legacy"
  type     = "IP"
  config {
    port           = 443
    protocol       = "HTTPS"
    vpc_identifier = aws_vpc.orders.id
  }
}

resource "aws_vpclattice_target_group_attachment" "legacy" {
  provider                = aws.orders
  target_group_identifier = aws_vpclattice_target_group.legacy.id
  target {
    id   = "10.20.0.9"
    port = 443
  }
}

resource "aws_vpclattice_listener" "https" {
  provider           = aws.orders
  name               = "https"
  protocol           = "HTTPS"
  service_identifier = aws_vpclattice_service.orders.id
  default_action {
    fixed_response {
      status_code = 404
    }
  }
}

resource "aws_vpclattice_listener_rule" "orders" {
  provider            = aws.orders
  name                = "orders"
  listener_identifier = aws_vpclattice_listener.https.listener_id
  service_identifier  = aws_vpclattice_service.orders.id
  priority            = 10
  match {
    http_match {
      method = "GET"
      path_match {
        case_sensitive = true
        match {
          prefix = "/orders"
        }
      }
      header_matches {
        name = "x-version"
        match {
          exact = "2"
        }
      }
    }
  }
  action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.orders["blue"].id
        weight                  = 100 - var.weight
      }
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.orders["green"].id
        weight                  = var.weight
      }
    }
  }
}

resource "aws_vpclattice_listener_rule" "legacy" {
  provider            = aws.orders
  name                = "legacy"
  listener_identifier = aws_vpclattice_listener.https.listener_id
  service_identifier  = aws_vpclattice_service.orders.id
  priority            = 20
  match {
    http_match {
      path_match {
        match {
          exact = "/legacy"
        }
      }
    }
  }
  action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.legacy.id
      }
    }
  }
}

resource "aws_vpclattice_service_network_service_association" "orders" {
  provider                   = aws.orders
  service_identifier         = aws_vpclattice_service.orders.id
  service_network_identifier = data.aws_vpclattice_service_network.internal.arn
}

resource "aws_vpc" "orders" {
  provider   = aws.orders
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "association" {
  provider = aws.orders
  name     = "association"
  vpc_id   = aws_vpc.orders.id
}

resource "aws_vpclattice_service_network_vpc_association" "orders" {
  provider                   = aws.orders
  vpc_identifier             = aws_vpc.orders.id
  service_network_identifier = data.aws_vpclattice_service_network.internal.arn
  security_group_ids         = [aws_security_group.association.id]
}
