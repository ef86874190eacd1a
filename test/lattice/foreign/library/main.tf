# Three accounts: a network account that shares with the organization, an account with services made by one module, and
# an account that calls. Policies come from aws_iam_policy_document.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = "us-west-2"
  assume_role {
    role_arn = "arn:aws:iam::310000000001:role/deploy"
  }
}

provider "aws" {
  alias  = "shelves"
  region = "us-west-2"
  assume_role {
    role_arn = "arn:aws:iam::310000000002:role/deploy"
  }
}

provider "aws" {
  alias  = "readers"
  region = "us-west-2"
  assume_role {
    role_arn = "arn:aws:iam::310000000003:role/deploy"
  }
}

variable "organization_arn" {
  type    = string
  default = "arn:aws:organizations::310000000009:organization/o-l1braryl1b"
}

locals {
  organization = element(split("/", var.organization_arn), 1)
  services = {
    catalog = { methods = ["GET"], callers = ["desk", "kiosk"] }
    loans   = { methods = ["GET", "POST"], callers = ["desk"] }
  }
}

resource "aws_vpclattice_service_network" "library" {
  name      = "library"
  auth_type = "AWS_IAM"
}

data "aws_iam_policy_document" "network" {
  statement {
    sid       = "Members"
    actions   = ["vpc-lattice-svcs:Invoke"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = [local.organization]
    }
    condition {
      test     = "StringNotEqualsIgnoreCase"
      variable = "aws:PrincipalType"
      values   = ["anonymous"]
    }
  }
}

resource "aws_vpclattice_auth_policy" "network" {
  resource_identifier = aws_vpclattice_service_network.library.arn
  policy              = data.aws_iam_policy_document.network.json
}

resource "aws_ram_resource_share" "library" {
  name                      = "library"
  allow_external_principals = false
}

resource "aws_ram_resource_association" "library" {
  resource_arn       = aws_vpclattice_service_network.library.arn
  resource_share_arn = aws_ram_resource_share.library.arn
}

resource "aws_ram_principal_association" "library" {
  principal          = var.organization_arn
  resource_share_arn = aws_ram_resource_share.library.arn
}

module "service" {
  source   = "./service"
  for_each = local.services
  providers = {
    aws = aws.shelves
  }
  name       = each.key
  network_id = aws_vpclattice_service_network.library.arn
  methods    = each.value.methods
  callers    = [for caller in each.value.callers : "arn:aws:iam::310000000003:role/${caller}"]
}

resource "aws_vpc" "readers" {
  provider   = aws.readers
  cidr_block = "10.31.0.0/16"
}

resource "aws_vpclattice_service_network_vpc_association" "readers" {
  provider                   = aws.readers
  vpc_identifier             = aws_vpc.readers.id
  service_network_identifier = aws_vpclattice_service_network.library.arn
}

resource "aws_iam_role" "caller" {
  provider = aws.readers
  for_each = toset(["desk", "kiosk", "cellar"])
  name     = each.value
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

data "aws_iam_policy_document" "caller" {
  statement {
    actions   = ["vpc-lattice-svcs:Invoke"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "caller" {
  provider = aws.readers
  name     = "call-the-library"
  policy   = data.aws_iam_policy_document.caller.json
}

resource "aws_iam_role_policy_attachment" "caller" {
  provider   = aws.readers
  for_each   = aws_iam_role.caller
  role       = each.value.name
  policy_arn = aws_iam_policy.caller.arn
}
