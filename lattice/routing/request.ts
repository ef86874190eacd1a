/** What listener rules see of a request. */
export interface RoutedRequest {
  /** As the client sends it: rules compare methods with their case. */
  readonly method: string;
  /** Without the query string, which takes no part in the match. */
  readonly path: string;
  /** The values by header name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}
