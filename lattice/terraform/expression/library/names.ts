import { closest } from "fastest-levenshtein";

/** The built-in functions of Terraform 1.13 and OpenTofu 1.10, those that are not worked out here included. */
const NAMES = new Set(
  `abs abspath alltrue anytrue base64decode base64encode base64gunzip base64gzip base64sha256 base64sha512 basename bcrypt
  can ceil chomp chunklist cidrcontains cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat
  contains csvdecode dirname distinct element endswith ephemeralasnull file filebase64 filebase64sha256 filebase64sha512
  fileexists filemd5 fileset filesha1 filesha256 filesha512 flatten floor format formatdate formatlist indent index
  issensitive join jsondecode jsonencode keys length list log lookup lower map matchkeys max md5 merge min nonsensitive
  one parseint pathexpand plantimestamp pow range regex regexall replace reverse rsadecrypt sensitive setintersection
  setproduct setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith strcontains strrev substr sum
  templatefile templatestring textdecodebase64 textencodebase64 timeadd timecmp timestamp title tobool tolist tomap
  tonumber toset tostring transpose trim trimprefix trimspace trimsuffix try type upper urldecode urlencode uuid uuidv5
  values yamldecode yamlencode zipmap`.split(/\s+/),
);

/** What is wrong with the name of a function; undefined for one that Terraform has, or that a provider may have. */
export function wrongName(name: string): string | undefined {
  if (NAMES.has(name) || name.includes("::")) return undefined;
  return `there is no function "${name}". Did you mean "${closest(name, [...NAMES])}"?`;
}
