import type { Platform, PlatformConsumer, PlatformService } from "../../declaration/schema/platform";

/** One thing that somebody changes in the declaration, or in a function's code. */
export interface Change {
  readonly what: string;
  /** The platform afterwards. */
  readonly declare: (platform: Platform) => Platform;
  /** Changes files, in the folder of the rehearsal. */
  readonly edit?: () => void;
  /** What may change, and nothing else: a line for each resource, as `Recorder.take` writes it. */
  readonly moves: readonly string[];
}

/** Changes one service. */
export function service(key: string, change: (service: PlatformService) => PlatformService): Change["declare"] {
  return (platform) => {
    const found = platform.services[key];
    if (!found) throw notThere(`services.${key}`);
    return { ...platform, services: { ...platform.services, [key]: change(found) } };
  };
}

/** Changes one consumer. */
export function consumer(key: string, change: (consumer: PlatformConsumer) => PlatformConsumer): Change["declare"] {
  return (platform) => {
    const found = platform.consumers[key];
    if (!found) throw notThere(`consumers.${key}`);
    return { ...platform, consumers: { ...platform.consumers, [key]: change(found) } };
  };
}

/** The example is another than the one that the rehearsal was written for. */
export function notThere(path: string): Error {
  return new Error(`The rehearsal changes ${path} of the example in example.ts, and it is not there.`);
}
