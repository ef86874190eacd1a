export { localAwsFor } from "../cli/local-aws/accounts";
