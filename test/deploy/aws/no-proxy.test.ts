import { isDirect } from "../../../deploy/aws/no-proxy";

const sts = "sts.eu-central-1.amazonaws.com";

test.each([
  ["", sts, false],
  ["*", sts, true],
  ["amazonaws.com", sts, true],
  [".amazonaws.com", sts, true],
  ["*.amazonaws.com", sts, true],
  [` acme.internal , ${sts.toUpperCase()} `, sts, true],
  [`.${sts}`, sts, false],
  ["naws.com", sts, false],
  [`${sts}:443`, sts, true],
  [`${sts}:8443`, sts, false],
  ["10.1.2.3", "10.1.2.3", true],
  ["10.0.0.0/8", "10.1.2.3", true],
  ["192.168.0.0/16", "10.1.2.3", false],
  ["10.0.0.0/99", "10.1.2.3", false],
  ["fd00::1", "[fd00::1]", true],
  ["[fd00::1]:443", "[fd00::1]", true],
  ["", "localhost", true],
  ["", "127.0.0.1", true],
  ["", "[::1]", true],
])("NO_PROXY=%s and %s: without the proxy %p", (noProxy, host, direct) => {
  expect(isDirect({ host, port: 443 }, noProxy)).toBe(direct);
});
