interface Message {
  readonly type?: string;
  readonly "@level"?: string;
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail: string };
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
}

/** Errors and warnings in what `terraform plan -json` printed, as `summary: detail`. */
export function problemsIn(output: string): string[] {
  return messagesIn(output).flatMap(({ diagnostic }) =>
    diagnostic ? [`${diagnostic.summary}: ${diagnostic.detail}`] : [],
  );
}

/** The changes that `terraform plan -json` announced. */
export function plannedChanges(output: string): { address: string; action: string }[] {
  return messagesIn(output).flatMap(({ type, change }) =>
    type === "planned_change" && change ? [{ address: change.resource.addr, action: change.action }] : [],
  );
}

function messagesIn(output: string): Message[] {
  return output.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Message] : []));
}
