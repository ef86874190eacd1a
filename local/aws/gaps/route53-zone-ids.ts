import type { Forward } from "../moto/forward";

/** Ids as moto makes them: 22 characters, of which the first is any. */
const inRequest = /(\/hostedzone\/)Z([0-9A-Z]{22})(?![0-9A-Z])/g;
const inAnswer = /(\/hostedzone\/|<HostedZoneSummary>\s*<HostedZoneId>)([0-9A-Z]{22})(?![0-9A-Z])/g;

/**
 * moto's Route 53 with ids of hosted zones that begin with Z, as AWS's do: outside they have one before the id that moto
 * knows. What an alias record points at is left as it is: moto keeps it as it was sent.
 */
export function zoneIds(forward: Forward): Forward {
  return async (request, account) => {
    const answer = await forward({ ...request, path: request.path.replace(inRequest, "$1$2") }, account);
    const { location } = answer.headers;
    return {
      ...answer,
      body: answer.body.toString().replace(inAnswer, "$1Z$2"),
      headers: {
        ...answer.headers,
        ...(typeof location === "string" ? { location: location.replace(inAnswer, "$1Z$2") } : {}),
      },
    };
  };
}
