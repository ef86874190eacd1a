import { definePlatformFrom } from "../../declaration";
import { serviceUrl, urlVariable } from "../../declaration/service-url";
import { estate, service } from "../support/estates";

function urlOf(changed: Readonly<Record<string, unknown>>): string {
  const { orders } = definePlatformFrom(estate({ services: { orders: service(changed) }, consumers: {} })).services;
  if (!orders) throw new Error("the service is not there");
  return serviceUrl(orders, "generated.on.aws");
}
const domain = { name: "orders.acme.internal", certificateArn: "arn:aws:acm:us-east-1:222222222222:certificate/c" };

test.each([
  ["the generated name, over HTTPS", {}, "https://generated.on.aws"],
  ["a name of its own", { domain }, "https://orders.acme.internal"],
  ["another port", { listeners: [{ protocol: "HTTPS", port: 8443 }] }, "https://generated.on.aws:8443"],
  ["HTTP where there is nothing else", { listeners: [{ protocol: "HTTP" }] }, "http://generated.on.aws"],
  ["HTTP on another port", { listeners: [{ protocol: "HTTP", port: 8080 }] }, "http://generated.on.aws:8080"],
  [
    "HTTPS where there is both",
    { listeners: [{ protocol: "HTTP", port: 8080 }, { protocol: "HTTPS" }] },
    "https://generated.on.aws",
  ],
])("the URL of a service: %s", (_, changed, expected) => {
  expect(urlOf(changed)).toBe(expected);
});

test("the variable is named after the service", () => {
  expect(urlVariable("order-items")).toBe("ORDER_ITEMS_URL");
});
