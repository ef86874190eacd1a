import { checkBudgets } from "../../../modules/function/budget";
import { BundleError } from "../../../modules/function/bundle";

const bundle = (size: number) => ({ entry: "functions/orders/handler.ts", path: "index.zip", sha256: "", size });

it("lets code up to its budget pass", () => {
  expect(() =>
    checkBudgets([{ path: "services.orders.targets.api", bundle: bundle(20 * 1024), budget: 20 }]),
  ).not.toThrow();
});

it("names every function that is over, with its size and what is allowed", () => {
  const over = ["services.orders.targets.api", "consumers.storefront.callers.web"];
  expect(() => checkBudgets(over.map((path) => ({ path, bundle: bundle(20 * 1024 + 52), budget: 20 })))).toThrow(
    new BundleError(
      over
        .map(
          (path) =>
            `${path}: functions/orders/handler.ts is 20.1 KB of minified code; allowed: 20 KB. Import less, or raise its codeBudget`,
        )
        .join("\n"),
    ),
  );
});
