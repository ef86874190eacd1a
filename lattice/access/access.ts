import type { Path } from "../decide/context";
import type { EstateIndex } from "../decide/index-estate";
import type { Source } from "../decide/request";
import type { Service } from "../estate/service";
import { narrowExactly } from "./between";
import { Candidates } from "./candidates";
import { asker, type DecidedClass, mayPass } from "./classes";
import type { Questions } from "./questions";
import { type FreeParts, witnesses } from "./request-classes";
import { Side } from "./side";
import type { Subject } from "./subjects/subject";

/** Everything that one subject can send to one listener of a service, from one place, in classes. */
export interface Decided {
  readonly subject: Subject;
  readonly path: Path;
  readonly source: Source;
  readonly questions: Questions;
  /** A request of every class. */
  readonly all: readonly FreeParts[];
  /** The classes that are not denied for certain by one policy alone, decided. */
  readonly classes: readonly DecidedClass[];
}

/**
 * Decides every request of every subject to every service that may get through. Pairs that are not in the answer are
 * denied whatever the request is. One pair at a time, so that memory holds one.
 */
export function* decideAccess(
  index: EstateIndex,
  subjects: readonly Subject[],
  services: readonly Service[] = index.estate.services,
): Generator<Decided> {
  const candidates = new Candidates(index, subjects);
  const side = new Side(index);
  for (const service of services) {
    for (const subject of candidates.of(service)) {
      const caller = subject.callerIn(index);
      if (!caller) continue;
      for (const way of side.ways(subject, service)) {
        for (const source of way.sources) {
          const path: Path = { ...way.path, vpc: index.vpcs.get(source.vpc) };
          const between = narrowExactly(index, caller, source, path);
          const all = [...witnesses(between.questions)];
          const classes = all.filter(mayPass(between, source, path)).map(asker(between, source, path));
          yield { subject, path, source, questions: between.questions, all, classes };
        }
      }
    }
  }
}
