# State in a bucket with the native lock file.

terraform {
  backend "s3" {
    bucket       = "acme-state"
    key          = "producer-orders.tfstate"
    region       = "us-east-1"
    use_lockfile = true
    assume_role = {
      role_arn = "arn:aws:iam::222222222222:role/deploy"
    }
  }
}

resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "until [ -e ${path.root}/go-on ]; do sleep 0.1; done"
  }
}
